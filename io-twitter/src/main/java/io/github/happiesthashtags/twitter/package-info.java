/** Twitter/X as an Apache Beam source; {@code TwitterIO} is the only door. */
@NullMarked
package io.github.happiesthashtags.twitter;

import org.jspecify.annotations.NullMarked;
