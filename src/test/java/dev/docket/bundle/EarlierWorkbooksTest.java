package dev.docket.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.decision.rule.RuleDescription;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.table.Workbooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles of the first edition with workbooks as they were read then: replayed for ever, never activated again. */
class EarlierWorkbooksTest {
    private static final Path EXAMPLE = Path.of("docs/examples/decision-tables");
    private static final String TABLE = "discount-authority.csv";

    @TempDir
    private Path folder;

    @Test
    void white_text_in_a_bundle_of_the_first_edition_is_replayed_and_not_activated() throws IOException {
        write(1, EarlierWorkbooksTest::whiten);
        assertThat(conditions()).containsExactly("segment == Segment.A", "discountPct > 15", "discountPct <= 30");
        assertThatThrownBy(() -> BundleLoader.load(BundleFolder.of(folder, null)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("colour of its background");
    }

    @Test
    void values_merged_over_rows_in_a_bundle_of_the_first_edition_count_for_each_row() throws IOException {
        write(1, sheet -> sheet.addMergedRegion(new CellRangeAddress(9, 10, 3, 3)));
        assertThat(conditions()).containsExactly("segment == Segment.A", "discountPct > 15", "discountPct <= 30");
        assertThatThrownBy(() -> BundleLoader.load(BundleFolder.of(folder, null)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("merged");
    }

    @Test
    void in_the_second_edition_such_a_workbook_is_not_replayed_either() throws IOException {
        write(2, EarlierWorkbooksTest::whiten);
        assertThatThrownBy(this::conditions)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("colour of its background");
    }

    /** 0015 was 15 in the first edition, also where it is compared as a text. */
    @Test
    void a_number_of_the_first_edition_is_the_stored_one_whether_it_is_replayed_or_activated() throws IOException {
        write(1, EarlierWorkbooksTest::padded);
        assertThat(conditions()).contains("contractNo == \"15\"");
        try (LoadedBundle loaded = BundleLoader.load(BundleFolder.of(folder, null))) {
            assertThat(conditions(loaded)).contains("contractNo == \"15\"");
        }
        write(2, EarlierWorkbooksTest::padded);
        assertThat(conditions()).contains("contractNo == \"0015\"");
    }

    private List<String> conditions() throws IOException {
        try (LoadedBundle loaded =
                BundleSource.read(BundleFolder.of(folder, null)).load()) {
            return conditions(loaded);
        }
    }

    private static List<String> conditions(LoadedBundle loaded) {
        return loaded.bundle().rules().stream()
                .filter(rule -> rule.ruleId().text().equals("discount-a-manager"))
                .findFirst()
                .map(RuleDescription::conditions)
                .orElseThrow();
    }

    private static void whiten(XSSFSheet sheet) {
        XSSFCellStyle style = sheet.getWorkbook().createCellStyle();
        XSSFFont font = sheet.getWorkbook().createFont();
        font.setColor(new XSSFColor(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}, null));
        style.setFont(font);
        sheet.getRow(9).getCell(3).setCellStyle(style);
    }

    private static void padded(XSSFSheet sheet) {
        XSSFCellStyle style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("0000"));
        sheet.getRow(7).getCell(2).setCellValue("contractNo == \"$param\"");
        sheet.getRow(9).getCell(2).setCellStyle(style);
    }

    private void write(int edition, Consumer<XSSFSheet> change) throws IOException {
        SortedMap<String, byte[]> files = RuleFolder.read(EXAMPLE);
        String table = new String(files.getOrDefault(TABLE, new byte[0]), StandardCharsets.UTF_8);
        files.remove(TABLE);
        files.put("discount-authority.xlsx", Workbooks.of("Discounts", table, change));
        String names = new String(files.getOrDefault("bundle.yaml", new byte[0]), StandardCharsets.UTF_8);
        files.put(
                "bundle.yaml",
                (names.replaceAll("(?m)^edition:.*$", "") + "\nedition: " + edition + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
