/** The main window: menus, the bar below them, and what takes the photo's place without one. */
@NullMarked
package org.ctsr.app.mainwindow;

import org.jspecify.annotations.NullMarked;
