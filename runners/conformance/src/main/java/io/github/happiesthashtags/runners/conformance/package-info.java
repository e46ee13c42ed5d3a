/** What every runner must do alike, checked on the packaged jar of whichever module runs it. */
@NullMarked
package io.github.happiesthashtags.runners.conformance;

import org.jspecify.annotations.NullMarked;
