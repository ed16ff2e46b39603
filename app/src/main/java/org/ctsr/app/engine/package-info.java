/** The engine as the application holds it: one model, one tile cache, photos opened aside. */
@NullMarked
package org.ctsr.app.engine;

import org.jspecify.annotations.NullMarked;
