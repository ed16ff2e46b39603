/** The command line. */
@NullMarked
package org.ctsr.engine.cli;

import org.jspecify.annotations.NullMarked;
