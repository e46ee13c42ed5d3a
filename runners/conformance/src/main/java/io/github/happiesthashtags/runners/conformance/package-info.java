/** The conformance suite of all runners, which each runner's module runs on its packaged jar. */
@NullMarked
package io.github.happiesthashtags.runners.conformance;

import org.jspecify.annotations.NullMarked;
