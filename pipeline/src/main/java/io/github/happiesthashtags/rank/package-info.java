/** How hashtags are made comparable and put in order. */
@NullMarked
package io.github.happiesthashtags.rank;

import org.jspecify.annotations.NullMarked;
