/** What the program remembers between starts, and the dialog to change it. */
@NullMarked
package org.ctsr.app.settings;

import org.jspecify.annotations.NullMarked;
