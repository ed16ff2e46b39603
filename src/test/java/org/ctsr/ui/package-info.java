/** The desktop application in a window nobody sees. */
package org.ctsr.ui;
