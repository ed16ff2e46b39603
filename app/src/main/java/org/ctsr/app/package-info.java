/** The desktop application: its main class, and the wiring of its parts. */
@NullMarked
package org.ctsr.app;

import org.jspecify.annotations.NullMarked;
