/** Files written whole or not at all, folders searched and deleted, and failures put into words. */
@NullMarked
package org.ctsr.engine.io;

import org.jspecify.annotations.NullMarked;
