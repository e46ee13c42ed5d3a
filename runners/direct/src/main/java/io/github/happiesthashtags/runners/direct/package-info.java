/** The job on Beam's Direct runner. */
@NullMarked
package io.github.happiesthashtags.runners.direct;

import org.jspecify.annotations.NullMarked;
