package org.ctsr.app.settings;

/**
 * Where the window was.
 *
 * @param x left, screen pixels
 * @param y top
 * @param width of the window
 * @param height of the window
 * @param maximized whether it filled the screen
 */
public record WindowPlacement(double x, double y, double width, double height, boolean maximized) {}
