package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A result's XMP says nothing that is true of the photo only. */
class XmpCorrectionsTest {
  private static final String REGIONS =
      "<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:AppliedToDimensions stDim:w='20'"
          + " stDim:h='10' stDim:unit='pixel'/><mwg-rs:RegionList><rdf:Bag><rdf:li"
          + " rdf:parseType='Resource'><mwg-rs:Name>Ann</mwg-rs:Name></rdf:li></rdf:Bag>"
          + "</mwg-rs:RegionList></mwg-rs:Regions><MP:RegionInfo rdf:parseType='Resource'>"
          + "<MPRI:Regions><rdf:Bag><rdf:li>Ben</rdf:li></rdf:Bag></MPRI:Regions></MP:RegionInfo>";

  private final List<String> warnings = new ArrayList<>();

  private String result(String attributes, String elements, int orientation) {
    String xmp =
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
            + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
            + " rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/'"
            + " xmlns:GCamera='http://ns.google.com/photos/1.0/camera/'"
            + " xmlns:Container='http://ns.google.com/photos/1.0/container/'"
            + " xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/'"
            + " xmlns:GPano='http://ns.google.com/photos/1.0/panorama/'"
            + " xmlns:mwg-rs='http://www.metadataworkinggroup.com/schemas/regions/'"
            + " xmlns:stDim='http://ns.adobe.com/xap/1.0/sType/Dimensions#'"
            + " xmlns:MP='http://ns.microsoft.com/photo/1.2/'"
            + " xmlns:MPRI='http://ns.microsoft.com/photo/1.2/t/RegionInfo#'"
            + " dc:format='image/jpeg' "
            + attributes
            + ">"
            + elements
            + "</rdf:Description></rdf:RDF></x:xmpmeta>";
    byte[] exif = new TiffBytes(ByteOrder.BIG_ENDIAN).shorts(274, orientation).bytes();
    Metadata photo = new Metadata(null, exif, xmp.getBytes(UTF_8), null, 300);
    byte[] after = ResultMetadata.of(photo, 80, 40, null, warnings).xmp();
    return new String(Objects.requireNonNull(after), UTF_8);
  }

  @Test
  void videosAndGainMapsOfThePhotoAreNotClaimed() {
    String after =
        result(
            "GCamera:MotionPhoto='1' GCamera:MicroVideo='1' GCamera:MicroVideoOffset='99'"
                + " hdrgm:Version='1.0' hdrgm:GainMapMax='3'",
            "<Container:Directory><rdf:Seq><rdf:li>Primary</rdf:li></rdf:Seq>"
                + "</Container:Directory>",
            1);
    assertThat(after).doesNotContain("MotionPhoto", "MicroVideo", "hdrgm:", "Directory");
    assertThat(after).contains("dc:format");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aPanoramaIsMeasuredInPixelsOfTheResult() {
    String after =
        result(
            "GPano:FullPanoWidthPixels='40' GPano:CroppedAreaImageWidthPixels='20'"
                + " GPano:CroppedAreaLeftPixels='5' GPano:FullPanoHeightPixels='20'"
                + " GPano:CroppedAreaImageHeightPixels='10' GPano:CroppedAreaTopPixels='3'"
                + " GPano:ProjectionType='equirectangular'",
            "",
            1);
    assertThat(after)
        .contains("FullPanoWidthPixels=\"160\"", "CroppedAreaImageWidthPixels=\"80\"")
        .contains("CroppedAreaLeftPixels=\"20\"", "FullPanoHeightPixels=\"80\"")
        .contains("CroppedAreaImageHeightPixels=\"40\"", "CroppedAreaTopPixels=\"12\"")
        .contains("equirectangular");
  }

  @Test
  void regionsOfAnUprightPhotoStay() {
    String after = result("", REGIONS, 1);
    assertThat(after).contains("Ann", "Ben").contains("w=\"80\"", "h=\"40\"");
    assertThat(warnings).isEmpty();
  }

  @Test
  void regionsOfAPhotoThatWasTurnedAreLeftOut() {
    assertThat(result("", REGIONS, 6)).doesNotContain("Ann", "Ben").contains("dc:format");
    assertThat(result("tiff:Orientation='3'", REGIONS, 1)).doesNotContain("Ann", "Ben");
    assertThat(warnings).hasSize(2).allMatch(warning -> warning.contains("regions"));
  }

  @Test
  void theResolutionIsTheResults() {
    String after =
        result("tiff:XResolution='72/1' tiff:YResolution='72/1' tiff:ResolutionUnit='3'", "", 1);
    assertThat(after)
        .contains("tiff:XResolution=\"300/1\"", "tiff:YResolution=\"300/1\"")
        .contains("tiff:ResolutionUnit=\"2\"");
    assertThat(result("", "", 1)).doesNotContain("Resolution");
  }
}
