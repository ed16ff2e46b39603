/** The parts of the running program that the flows share. */
@NullMarked
package org.ctsr.app.parts;

import org.jspecify.annotations.NullMarked;
