/** The photo on the screen: what is shown of it, and what a hand can do with it. */
@NullMarked
package org.ctsr.app.viewer;

import org.jspecify.annotations.NullMarked;
