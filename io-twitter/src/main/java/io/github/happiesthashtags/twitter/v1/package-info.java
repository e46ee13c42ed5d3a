/**
 * The feed of Twitter's v1.1 streams, for gateways that still speak them. twitter4j connects, signs
 * and reads; when to connect, for how long to wait and where messages go is decided here.
 */
@NullMarked
package io.github.happiesthashtags.twitter.v1;

import org.jspecify.annotations.NullMarked;
