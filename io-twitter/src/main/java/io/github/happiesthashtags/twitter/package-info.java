/**
 * Twitter/X as an Apache Beam source.
 *
 * <p>{@code TwitterIO} is the only door. {@code XApi} and {@code V1Api} say what to read live, and
 * {@code Tweet} is what comes out. The rooms behind it: {@code wire} knows bytes, {@code stream}
 * carries live feeds into Beam, {@code xapi} and {@code v1} are two feeds, {@code recording} reads
 * files and has a third, {@code auth} knows credentials, {@code http} proxies and connections.
 */
@NullMarked
package io.github.happiesthashtags.twitter;

import org.jspecify.annotations.NullMarked;
