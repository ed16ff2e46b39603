/** Light and dark looks, following the system. */
@NullMarked
package org.ctsr.app.theme;

import org.jspecify.annotations.NullMarked;
