/** Start of the desktop application and its wiring. */
@NullMarked
package org.ctsr.app;

import org.jspecify.annotations.NullMarked;
