/**
 * The parts of a {@code Tweet}: values with Beam schemas, whose fields are numbered so that their
 * order never changes. What a message does not say is null.
 */
@NullMarked
package io.github.happiesthashtags.twitter.tweet;

import org.jspecify.annotations.NullMarked;
