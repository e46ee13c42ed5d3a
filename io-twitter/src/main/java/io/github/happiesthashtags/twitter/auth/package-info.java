/**
 * Credentials: read from files when a connection needs them, never kept in anything that travels.
 */
@NullMarked
package io.github.happiesthashtags.twitter.auth;

import org.jspecify.annotations.NullMarked;
