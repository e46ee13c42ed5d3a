/** The feed of X API v2 streams over HTTP, and of the simulator that speaks the same. */
@NullMarked
package io.github.happiesthashtags.twitter.xapi;

import org.jspecify.annotations.NullMarked;
