/**
 * The feed of X API v2 streams over HTTP, and of a stand-in for that API inside the process.
 *
 * <p>{@code XApiSpec} says what to read, a {@code StreamPart} a split. {@code XApiFeed} keeps one
 * connection: {@code CatchUp} is what it asks for of a gap, {@code Refusal} what an answer other
 * than a stream means. {@code XApiControl} makes the short calls beside it: rules ({@code RuleSet},
 * from a {@code RulesFile}) and dead connections ({@code ConnectionCure}).
 */
@NullMarked
package io.github.happiesthashtags.twitter.xapi;

import org.jspecify.annotations.NullMarked;
