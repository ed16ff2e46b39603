/** Files written whole or not at all, and folders searched and deleted. */
@NullMarked
package org.ctsr.engine.io;

import org.jspecify.annotations.NullMarked;
