/** Dead letters: lines that are no message, kept with the reason. */
@NullMarked
package io.github.happiesthashtags.errors;

import org.jspecify.annotations.NullMarked;
