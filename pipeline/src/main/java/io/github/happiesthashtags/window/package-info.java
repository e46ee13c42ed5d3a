/** Windows, slices and triggers; what is late. */
@NullMarked
package io.github.happiesthashtags.window;

import org.jspecify.annotations.NullMarked;
