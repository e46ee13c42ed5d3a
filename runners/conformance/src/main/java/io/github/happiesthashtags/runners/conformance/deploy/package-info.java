/** Tests that hold manifests and images to the code that they deploy. */
@NullMarked
package io.github.happiesthashtags.runners.conformance.deploy;

import org.jspecify.annotations.NullMarked;
