/** The panel beside the photo: model, realness, brush, comparison, variants. */
@NullMarked
package org.ctsr.app.inspector;

import org.jspecify.annotations.NullMarked;
