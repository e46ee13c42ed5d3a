/**
 * Credentials, which the feeds read from files for every connection and never keep in anything that
 * travels.
 */
@NullMarked
package io.github.happiesthashtags.twitter.auth;

import org.jspecify.annotations.NullMarked;
