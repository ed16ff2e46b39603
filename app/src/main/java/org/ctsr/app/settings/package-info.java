/** What the program remembers between starts, where it keeps that, and the dialog to change it. */
@NullMarked
package org.ctsr.app.settings;

import org.jspecify.annotations.NullMarked;
