/** Files written whole or not at all, and whole folders deleted. */
@NullMarked
package org.ctsr.engine.io;

import org.jspecify.annotations.NullMarked;
