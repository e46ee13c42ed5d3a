/** What a smile is: the tokens that count and how they are found in a text. */
@NullMarked
package io.github.happiesthashtags.smiles;

import org.jspecify.annotations.NullMarked;
