/** Beam sources over feeds: splits, readers, checkpoint marks and watermarks. */
@NullMarked
package io.github.happiesthashtags.twitter.source;

import org.jspecify.annotations.NullMarked;
