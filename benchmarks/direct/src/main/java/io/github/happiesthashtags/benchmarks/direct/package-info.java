/** The project's job with an element a tweet, as pipelines of one's own may have. */
@NullMarked
package io.github.happiesthashtags.benchmarks.direct;

import org.jspecify.annotations.NullMarked;
