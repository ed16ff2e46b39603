package org.ctsr.engine.training;

/**
 * One line of a validation.
 *
 * @param what the network, or mixture, measured
 * @param realness t
 * @param psnr PSNR-Y in dB, mean over patches, each counted as 100 dB at most
 * @param niqe of all patches together; NaN without a model of pristine photographs
 * @param featureDistance times 100, mean over patches; NaN without a feature network
 * @param mesh {@link org.ctsr.engine.metric.Mesh#strength} over all patches, 1/255; NaN in the
 *     tables of former versions
 */
public record ValidationRow(
    String what, double realness, double psnr, double niqe, double featureDistance, double mesh) {}
