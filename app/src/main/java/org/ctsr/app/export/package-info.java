/** The dialog that saves the present photo. */
@NullMarked
package org.ctsr.app.export;

import org.jspecify.annotations.NullMarked;
