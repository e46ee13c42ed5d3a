/**
 * The feed of X API v2 streams over HTTP, and of a stand-in for that API inside the process.
 *
 * <p>{@code XApi} says what to read, an {@code XStream.Part} a split. {@code XApiFeed} keeps one
 * connection: {@code CatchUp} is what it asks for of a gap, {@code ApiResponse} what an answer
 * other than a stream means. {@code XApiControl} makes the short calls beside it, through {@code
 * XApiCalls}: rules ({@code RuleSet}, from a {@code RulesFile}) and dead connections ({@code
 * StaleConnections}).
 */
@NullMarked
package io.github.happiesthashtags.twitter.xapi;

import org.jspecify.annotations.NullMarked;
