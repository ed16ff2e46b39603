package org.ctsr.app.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What is different for one photo of a batch; null is as for all.
 *
 * @param model name of its package
 * @param realness 0 to 1; with a mask what its white means
 * @param scale enlargement
 * @param format of the result
 * @param mask a grey picture, white for realistic; there is none for all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OwnSettings(
    @Nullable String model,
    @Nullable Double realness,
    @Nullable Double scale,
    @Nullable BatchFormat format,
    @Nullable String mask) {
  /** Everything as for all. */
  public static final OwnSettings NONE = new OwnSettings(null, null, null, null, null);

  /** Leaves out what an edited file has out of range. */
  public OwnSettings {
    realness = realness != null && realness >= 0 && realness <= 1 ? realness : null;
    model = model != null && !model.isBlank() ? model : null;
    scale = scale != null && scale >= 1 && scale <= 16 ? scale : null;
  }

  OwnSettings withModel(@Nullable String value) {
    return new OwnSettings(value, realness, scale, format, mask);
  }

  OwnSettings withRealness(@Nullable Double value) {
    return new OwnSettings(model, value, scale, format, mask);
  }

  OwnSettings withScale(@Nullable Double value) {
    return new OwnSettings(model, realness, value, format, mask);
  }

  OwnSettings withFormat(@Nullable BatchFormat value) {
    return new OwnSettings(model, realness, scale, value, mask);
  }

  OwnSettings withMask(@Nullable String value) {
    return new OwnSettings(model, realness, scale, format, value);
  }
}
