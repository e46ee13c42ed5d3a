package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.CredentialsException;

/** Where a token comes from each time a connection is made. */
@FunctionalInterface
interface TokenSource {
  BearerToken token() throws CredentialsException;
}
