/**
 * Helpers that tests of several modules share.
 *
 * <p>They know nothing of the project, so any module's tests can use them.
 */
@NullMarked
package io.github.happiesthashtags.testsupport;

import org.jspecify.annotations.NullMarked;
