package org.ctsr.engine.metric;

/**
 * Quality at one setting of the slider.
 *
 * @param realness t in [0, 1]; NaN for results without a slider
 * @param quality mean over the photos
 */
public record TradeOffPoint(double realness, Quality quality) {}
