#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include <normscope/experiment/Variants.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"
#include "UpperCase.h"
#include "ui/panels/DataExportDialog.h"
#include "ui/panels/ExportAllDialog.h"
#include "ui/panels/ExportDialog.h"
#include "ui/panels/export/FigureExport.h"

using namespace normscope;
using namespace normscope::ui;
using normscope::test::contentOf;
using normscope::test::UpperCase;

namespace
{

template <class T>
T* child(const QWidget& parent, const char* name)
{
    return parent.findChild<T*>(QString::fromLatin1(name));
}

void chooseFormat(const QWidget& dialog, PictureFormat format)
{
    child<QComboBox>(dialog, "formatCombo")->setCurrentIndex(static_cast<int>(format));
}

QString textOf(const QWidget& dialog)
{
    return child<QLabel>(dialog, "pathProblem")->text();
}

}  // namespace

class tst_ExportDialog : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();

    void proposesANameByWhatIsShown();
    void writesPng();
    void writesSvgWithRealText();
    void writesPdf();
    void keepsFormatAndNameTogether();
    void usesPresets();
    void editsTitlesAndLabels();
    void saysWhyItCannotWrite();
    void warnsBeforeItReplaces();
    void remembersWhatWasChosen();
    void showsWhatWillBeWritten();
    void writesAllNumbersOrTheVisibleOnes();
    void writesAllFigures();
    void refusesWithoutFigures();
    void namesFiles_data();
    void namesFiles();
    void changesLanguage();

  private:
    [[nodiscard]] QString at(const QString& name) const { return m_folder->filePath(name); }

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LineChart> m_chart;
};

void tst_ExportDialog::initTestCase()
{
    QCoreApplication::setOrganizationName("NormscopeTests");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void tst_ExportDialog::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QSettings().setValue("export/folder", m_folder->path());
    m_chart = std::make_unique<LineChart>();
    m_chart->setTitle("Training loss");
    m_chart->setAxes({"Iteration", AxisScale::Linear, false, true}, {"Cross entropy"});
    const CurveId bn = m_chart->addCurve({"BN", kBn, 0, CurveForm::RawAndSmoothed});
    const CurveId noBn = m_chart->addCurve({"no BN", kNoBn, 0, CurveForm::RawAndSmoothed});
    for (int i = 1; i <= 200; ++i) {
        m_chart->append(bn, std::vector<QPointF>{{static_cast<double>(i), 2.0 / i}});
        m_chart->append(noBn, std::vector<QPointF>{{static_cast<double>(i), 2.5 / i}});
    }
    m_chart->refresh();
}

void tst_ExportDialog::proposesANameByWhatIsShown()
{
    const ExportDialog dialog(*m_chart, "twin-mlp lr0.5");
    QCOMPARE(toText(dialog.path()), at("twin-mlp-lr0-5-training-loss.png"));
    QVERIFY(textOf(dialog).isEmpty());
}

void tst_ExportDialog::writesPng()
{
    ExportDialog dialog(*m_chart);
    child<QDoubleSpinBox>(dialog, "widthSpin")->setValue(12.7);
    child<QDoubleSpinBox>(dialog, "heightSpin")->setValue(7.6);
    child<QDoubleSpinBox>(dialog, "dpiSpin")->setValue(200);
    QCOMPARE(child<QLabel>(dialog, "pixelsLabel")->text(), "1000 × 598 pixels");
    child<QLineEdit>(dialog, "pathEdit")->setText(at("figure.png"));
    dialog.accept();
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    const QImage image(at("figure.png"));
    QCOMPARE(image.size(), QSize(1000, 598));
    QCOMPARE(image.dotsPerMeterX(), 7874);
}

void tst_ExportDialog::writesSvgWithRealText()
{
    ExportDialog dialog(*m_chart);
    chooseFormat(dialog, PictureFormat::Svg);
    QVERIFY(!child<QDoubleSpinBox>(dialog, "dpiSpin")->isEnabled());
    child<QLineEdit>(dialog, "pathEdit")->setText(at("figure.svg"));
    dialog.accept();
    const QString svg = QString::fromUtf8(contentOf(at("figure.svg")));
    QVERIFY(svg.contains("<svg"));
    for (const char* text : {"Training loss", "Iteration", "Cross entropy", "no BN"}) {
        QVERIFY2(svg.contains(QRegularExpression(QStringLiteral("<text[^>]*>[^<]*%1").arg(text))), text);
    }
}

void tst_ExportDialog::writesPdf()
{
    ExportDialog dialog(*m_chart);
    chooseFormat(dialog, PictureFormat::Pdf);
    child<QLineEdit>(dialog, "pathEdit")->setText(at("figure"));
    dialog.accept();
    // The ending is added where none was typed.
    QVERIFY(contentOf(at("figure.pdf")).startsWith("%PDF"));
}

void tst_ExportDialog::keepsFormatAndNameTogether()
{
    ExportDialog dialog(*m_chart);
    chooseFormat(dialog, PictureFormat::Svg);
    QVERIFY(child<QLineEdit>(dialog, "pathEdit")->text().endsWith("training-loss.svg"));
    child<QLineEdit>(dialog, "pathEdit")->setText(at("other.pdf"));
    QCOMPARE(child<QComboBox>(dialog, "formatCombo")->currentIndex(), static_cast<int>(PictureFormat::Pdf));
    child<QLineEdit>(dialog, "pathEdit")->setText(at("v1.2"));
    QCOMPARE(toText(dialog.path()), at("v1.2.pdf"));
}

void tst_ExportDialog::usesPresets()
{
    const ExportDialog dialog(*m_chart);
    auto* const preset = child<QComboBox>(dialog, "presetCombo");
    auto* const width = child<QDoubleSpinBox>(dialog, "widthSpin");
    QCOMPARE(preset->currentIndex(), 1);
    preset->setCurrentIndex(2);
    Q_EMIT preset->activated(2);
    QCOMPARE(width->value(), 25.4);
    QCOMPARE(child<QDoubleSpinBox>(dialog, "heightSpin")->value(), 14.3);
    // To be read from the last row.
    QCOMPARE(child<QDoubleSpinBox>(dialog, "fontSpin")->value(), 18.0);
    width->setValue(20);
    QCOMPARE(preset->currentIndex(), 3);
    width->setValue(25.4);
    QCOMPARE(preset->currentIndex(), 2);
    Q_EMIT preset->activated(0);
    QCOMPARE(child<QDoubleSpinBox>(dialog, "fontSpin")->value(), 9.0);
}

void tst_ExportDialog::editsTitlesAndLabels()
{
    ExportDialog dialog(*m_chart);
    dialog.show();
    child<QPushButton>(dialog, "wordsButton")->click();
    auto* const words = child<QDialog>(dialog, "axesDialog");
    QVERIFY(words != nullptr);
    child<QLineEdit>(*words, "titleField")->setText("Figure 7");
    words->accept();
    chooseFormat(dialog, PictureFormat::Svg);
    child<QLineEdit>(dialog, "pathEdit")->setText(at("words.svg"));
    dialog.accept();
    QVERIFY(contentOf(at("words.svg")).contains("Figure 7"));
}

void tst_ExportDialog::saysWhyItCannotWrite()
{
    ExportDialog dialog(*m_chart);
    child<QLineEdit>(dialog, "pathEdit")->setText(at("missing/figure.png"));
    dialog.accept();
    QVERIFY(dialog.result() != QDialog::Accepted);
    QVERIFY2(textOf(dialog).contains("missing/figure.png"), qPrintable(textOf(dialog)));
    // Said until something is changed.
    child<QLineEdit>(dialog, "pathEdit")->setText(at("figure.png"));
    QVERIFY(textOf(dialog).isEmpty());
    child<QDoubleSpinBox>(dialog, "widthSpin")->setValue(200);
    child<QDoubleSpinBox>(dialog, "heightSpin")->setValue(200);
    child<QDoubleSpinBox>(dialog, "dpiSpin")->setValue(2400);
    dialog.accept();
    QVERIFY(!textOf(dialog).isEmpty());
    QVERIFY(!QFile::exists(at("figure.png")));
    child<QLineEdit>(dialog, "pathEdit")->clear();
    QVERIFY(!dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save)->isEnabled());
}

void tst_ExportDialog::warnsBeforeItReplaces()
{
    QFile file(at("there.png"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const ExportDialog dialog(*m_chart);
    child<QLineEdit>(dialog, "pathEdit")->setText(at("there.png"));
    QVERIFY(textOf(dialog).contains("replaced"));
    child<QLineEdit>(dialog, "pathEdit")->setText(at("not-there.png"));
    QVERIFY(textOf(dialog).isEmpty());
}

void tst_ExportDialog::remembersWhatWasChosen()
{
    QVERIFY(QDir(m_folder->path()).mkdir("sub"));
    {
        ExportDialog dialog(*m_chart);
        chooseFormat(dialog, PictureFormat::Svg);
        child<QDoubleSpinBox>(dialog, "widthSpin")->setValue(8.5);
        child<QDoubleSpinBox>(dialog, "fontSpin")->setValue(11);
        child<QLineEdit>(dialog, "pathEdit")->setText(at("sub/figure.svg"));
        dialog.accept();
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }
    const ExportDialog dialog(*m_chart);
    QCOMPARE(toText(dialog.path()), at("sub/training-loss.svg"));
    QCOMPARE(child<QDoubleSpinBox>(dialog, "widthSpin")->value(), 8.5);
    QCOMPARE(child<QDoubleSpinBox>(dialog, "fontSpin")->value(), 11.0);
}

void tst_ExportDialog::showsWhatWillBeWritten()
{
    ExportDialog dialog(*m_chart);
    dialog.show();
    auto* const preview = child<QWidget>(dialog, "picturePreview");
    const auto hasPicture = [&] {
        const QImage image = preview->grab().toImage();
        return image.pixelColor(image.width() / 2, image.height() / 2).lightness() > 240;
    };
    QVERIFY(QTest::qWaitFor(hasPicture, 5000));
    // Narrow: paper in the middle, the window at the sides.
    child<QDoubleSpinBox>(dialog, "widthSpin")->setValue(2);
    child<QDoubleSpinBox>(dialog, "heightSpin")->setValue(20);
    const QColor window = dialog.palette().color(QPalette::Window);
    QVERIFY(QTest::qWaitFor(
        [&] {
            const QImage image = preview->grab().toImage();
            return image.pixelColor(3, image.height() / 2) == window;
        },
        5000));
}

void tst_ExportDialog::writesAllNumbersOrTheVisibleOnes()
{
    m_chart->setVisibleRange({11, 20, 0, 1});
    {
        DataExportDialog dialog(*m_chart, "twin");
        QCOMPARE(toText(dialog.path()), at("twin-training-loss.csv"));
        QVERIFY(child<QRadioButton>(dialog, "allRadio")->text().contains("400"));
        QVERIFY(child<QRadioButton>(dialog, "visibleRadio")->text().contains("20"));
        dialog.accept();
        QCOMPARE(contentOf(at("twin-training-loss.csv")).count('\n'), 401);
    }
    m_chart->setCurveVisible(m_chart->curves().at(1), false);
    DataExportDialog dialog(*m_chart);
    child<QRadioButton>(dialog, "visibleRadio")->setChecked(true);
    child<QLineEdit>(dialog, "pathEdit")->setText(at("visible"));
    dialog.accept();
    const QList<QByteArray> lines = contentOf(at("visible.csv")).trimmed().split('\n');
    QCOMPARE(lines.size(), 11);
    QCOMPARE(lines.at(10), QByteArray("BN,20,0.1"));
    DataExportDialog refused(*m_chart);
    child<QLineEdit>(refused, "pathEdit")->setText(at("missing/data.csv"));
    refused.accept();
    QVERIFY(textOf(refused).contains("missing/data.csv"));
}

void tst_ExportDialog::writesAllFigures()
{
    LineChart second;
    second.setTitle("Test accuracy");
    second.append(second.addCurve({"BN", kBn, 0, CurveForm::LineWithMarkers}),
                  std::vector<QPointF>{{1, 0.5}, {2, 0.9}});
    ExportAllDialog dialog({{"training-loss", m_chart.get()}, {"test-accuracy", &second}}, "My run");
    chooseFormat(dialog, PictureFormat::Svg);
    QVERIFY(child<QLabel>(dialog, "figureList")->text().contains("test-accuracy.svg"));
    dialog.accept();
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    QCOMPARE(dialog.files().size(), std::size_t{2});
    QVERIFY(contentOf(at("my-run/training-loss.svg")).contains("Training loss"));
    QVERIFY(contentOf(at("my-run/test-accuracy.svg")).contains("Test accuracy"));
    // Once more: it says what will be replaced.
    ExportAllDialog again({{"training-loss", m_chart.get()}, {"test-accuracy", &second}}, "My run");
    QVERIFY(textOf(again).startsWith("2 file"));
    child<QLineEdit>(again, "pathEdit")->setText(at("my-run/training-loss.svg/folder"));
    again.accept();
    QVERIFY(again.result() != QDialog::Accepted);
    QVERIFY(!textOf(again).isEmpty());
}

void tst_ExportDialog::refusesWithoutFigures()
{
    const auto written = exportAllFigures({}, at("none").toStdString(), PictureFormat::Png, {});
    VERIFY_ERROR(written, ErrorCode::Usage, "no figure");
    QVERIFY(!QFile::exists(at("none")));
}

void tst_ExportDialog::namesFiles_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("name");
    QTest::addRow("words") << "Training loss, BN"
                           << "training-loss-bn";
    QTest::addRow("signs") << "Difference: BN − no BN"
                           << "difference-bn-no-bn";
    QTest::addRow("path") << "../a/b"
                          << "a-b";
    QTest::addRow("Chinese") << QString::fromUtf8("训练损失，BN") << QString::fromUtf8("训练损失-bn");
    QTest::addRow("nothing") << "…"
                             << "figure";
}

void tst_ExportDialog::namesFiles()
{
    QFETCH(const QString, title);
    QTEST(fileNameOf(title), "name");
}

void tst_ExportDialog::changesLanguage()
{
    const ExportDialog dialog(*m_chart);
    const DataExportDialog data(*m_chart);
    UpperCase translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    QVERIFY(QTest::qWaitFor([&] { return dialog.windowTitle() == "EXPORT FIGURE"; }, 5000));
    QCOMPARE(child<QComboBox>(dialog, "presetCombo")->itemText(3), "OWN SIZE");
    QCOMPARE(child<QPushButton>(dialog, "browseButton")->text(), "&BROWSE…");
    QCOMPARE(data.windowTitle(), "EXPORT DATA");
    QCoreApplication::removeTranslator(&translator);
}

QTEST_MAIN(tst_ExportDialog)
#include "tst_ExportDialog.moc"
