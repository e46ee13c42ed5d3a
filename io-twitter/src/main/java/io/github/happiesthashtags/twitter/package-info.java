/**
 * Twitter/X as an Apache Beam source.
 *
 * <p>{@code TwitterIO} is the only door. {@code XApi} and {@code V1Api} say what to read live, and
 * {@code Tweet} is what comes out. The rooms behind it: {@code wire} knows bytes, {@code feed} live
 * feeds and sessions, {@code xapi} and {@code v1} two feeds, {@code recording} files and a third,
 * {@code source} what Beam sees, {@code auth} credentials.
 */
@NullMarked
package io.github.happiesthashtags.twitter;

import org.jspecify.annotations.NullMarked;
