/** The models there are: shown, compared, imported, checked, removed. */
@NullMarked
package org.ctsr.app.models;

import org.jspecify.annotations.NullMarked;
