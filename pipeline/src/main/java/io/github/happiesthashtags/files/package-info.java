/** Files that are whole or not there. */
@NullMarked
package io.github.happiesthashtags.files;

import org.jspecify.annotations.NullMarked;
