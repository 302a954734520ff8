#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <cmath>
#include <limits>

#include <normscope/experiment/Variants.h>

#include "ui/charts/ChartExport.h"
#include "ui/charts/Palette.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

constexpr int kPoints = 60'000;

std::unique_ptr<LineChart> makeChart(int points = 1000)
{
    auto chart = std::make_unique<LineChart>();
    chart->setTitle(QStringLiteral("Training loss"));
    chart->setAxes({QStringLiteral("Iteration"), AxisScale::Linear, false, true}, {QStringLiteral("Cross entropy")});
    chart->setNote(QStringLiteral("Bold: mean of 50 batches"));
    for (const std::string variant : {kBn, kNoBn}) {
        const CurveId id = chart->addCurve({variant == kBn ? QStringLiteral("with BN") : QStringLiteral("no BN"),
                                            variant, 0, CurveForm::RawAndSmoothed});
        std::vector<QPointF> data;
        for (int i = 1; i <= points; ++i) {
            const double noise = 0.5 + std::abs(std::sin(i * 12.9898 + (variant == kBn ? 0 : 1)));
            data.emplace_back(i, noise * (0.1 + 2 * std::exp(-i * 5.0 / points)));
        }
        chart->append(id, data);
    }
    return chart;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class tst_ChartExport : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void pngHasItsSize_data();
    void pngHasItsSize();
    void svgHasText();
    void hasTheMarkOfADivergedRun();
    void svgStaysSmall();
    void pdfHasTextAndSize();
    void isAlwaysLight();
    void hidesWhatIsHidden();
    void showsTheVisibleRange();
    void refusesImpossibleSizes_data();
    void refusesImpossibleSizes();
    void failureChangesNothing();
    void pictureEqualsPng();
    void csvHasAllPoints();
    void csvOfWhatIsVisible();
    void csvQuotesAndRoundTrips();
    void csvFile();

  private:
    [[nodiscard]] QString pathOf(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    [[nodiscard]] Status exportTo(const QString& path, PictureFormat format, const PictureOptions& options) const
    {
        return exportPicture(*m_chart, path.toStdString(), format, options);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LineChart> m_chart;
};

void tst_ChartExport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    // Never shown: the report makes figures without a window.
    m_chart = makeChart();
}

void tst_ChartExport::pngHasItsSize_data()
{
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::addColumn<double>("dpi");
    QTest::addColumn<QSize>("pixels");
    QTest::newRow("16 x 9 cm at 300") << 16.0 << 9.0 << 300.0 << QSize(1890, 1063);
    QTest::newRow("an inch at 96") << 2.54 << 2.54 << 96.0 << QSize(96, 96);
    QTest::newRow("8 x 6 cm at 600") << 8.0 << 6.0 << 600.0 << QSize(1890, 1417);
}

void tst_ChartExport::pngHasItsSize()
{
    QFETCH(double, width);
    QFETCH(double, height);
    QFETCH(double, dpi);
    const QString path = pathOf("a.png");
    QVERIFY(exportTo(path, PictureFormat::Png, {width, height, dpi, 9}).has_value());
    const QImage image(path);
    QTEST(image.size(), "pixels");
    QVERIFY(std::abs(image.dotsPerMeterX() * 0.0254 - dpi) < 0.1);
    QVERIFY(std::abs(image.dotsPerMeterY() * 0.0254 - dpi) < 0.1);
    QCOMPARE(image.pixelColor(0, 0), QColor(Qt::white));
}

void tst_ChartExport::svgHasText()
{
    const QString path = pathOf("a.svg");
    QVERIFY(exportTo(path, PictureFormat::Svg, {16, 9, 300, 9}).has_value());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QStringList texts;
    QString title;
    QString width;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == QStringLiteral("svg")) {
            width = xml.attributes().value(QLatin1String("width")).toString();
        } else if (xml.name() == QStringLiteral("title")) {
            title = xml.readElementText();
        } else if (xml.name() == QStringLiteral("text")) {
            texts << xml.readElementText().trimmed();
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    for (const char* wanted : {"Training loss", "Iteration", "Cross entropy", "with BN", "no BN",
                               "Bold: mean of 50 batches", "0", "1,000"}) {
        QVERIFY2(texts.contains(QString::fromLatin1(wanted)), wanted);
    }
    QCOMPARE(title, QStringLiteral("Training loss"));
    QVERIFY2(width.endsWith(QStringLiteral("mm")) && std::abs(width.chopped(2).toDouble() - 160) < 0.5,
             qPrintable(width));
}

void tst_ChartExport::hasTheMarkOfADivergedRun()
{
    const CurveId id = m_chart->addCurve({QStringLiteral("diverged"), kNoBn, 0, CurveForm::RawAndSmoothed, 2.3});
    m_chart->append(id, std::vector<QPointF>{{1, 2.3}, {10, 2.2}, {20, 2.1}, {30, 2}, {41, 9}, {42, 1e24}});
    m_chart->setEndMark(id, QStringLiteral("diverged at 42"));
    QVERIFY(m_chart->visibleRange().yMax < 20);
    QVERIFY(exportTo(pathOf("a.svg"), PictureFormat::Svg, {}).has_value());
    QVERIFY(contentOf(pathOf("a.svg")).contains("diverged at 42"));
    m_chart->setCurveVisible(id, false);
    QVERIFY(exportTo(pathOf("b.svg"), PictureFormat::Svg, {}).has_value());
    QVERIFY(!contentOf(pathOf("b.svg")).contains("diverged at 42"));
}

void tst_ChartExport::svgStaysSmall()
{
    m_chart = makeChart(kPoints);
    const QString path = pathOf("a.svg");
    QVERIFY(exportTo(path, PictureFormat::Svg, {16, 9, 300, 9}).has_value());
    const qint64 size = QFile(path).size();
    QVERIFY2(size > 10'000 && size < 1'000'000, qPrintable(QString::number(size)));
}

void tst_ChartExport::pdfHasTextAndSize()
{
    const QString path = pathOf("a.pdf");
    QVERIFY(exportTo(path, PictureFormat::Pdf, {16, 9, 300, 9}).has_value());
    const QByteArray content = contentOf(path);
    QVERIFY(content.startsWith("%PDF-"));
    QVERIFY(content.contains("%%EOF"));
    const QRegularExpression box(QStringLiteral("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]"));
    const auto match = box.match(QString::fromLatin1(content));
    QVERIFY(match.hasMatch());
    QVERIFY2(std::abs(match.captured(1).toDouble() - 16 / 2.54 * 72) < 1, qPrintable(match.captured(1)));
    QVERIFY2(std::abs(match.captured(2).toDouble() - 9 / 2.54 * 72) < 1, qPrintable(match.captured(2)));
    QVERIFY(content.contains("/FontFile2") || content.contains("/FontFile3"));
    const QString reader = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
    if (reader.isEmpty()) {
        return;  // an embedded font is what could be seen without it
    }
    QProcess process;
    process.start(reader, {path, QStringLiteral("-")});
    QVERIFY(process.waitForFinished());
    const QString text = QString::fromUtf8(process.readAllStandardOutput());
    for (const char* wanted : {"Training loss", "Iteration", "Cross entropy", "with BN", "no BN", "mean of 50"}) {
        QVERIFY2(text.contains(QString::fromLatin1(wanted)), qPrintable(text));
    }
}

void tst_ChartExport::isAlwaysLight()
{
    QPalette dark;
    dark.setColor(QPalette::Base, QColor(0x1a, 0x1d, 0x22));
    dark.setColor(QPalette::Text, Qt::white);
    const QImage light = picture(*m_chart, {8, 5, 150, 9});
    m_chart->setPalette(dark);
    QCOMPARE(picture(*m_chart, {8, 5, 150, 9}), light);
}

void tst_ChartExport::hidesWhatIsHidden()
{
    const QString path = pathOf("a.svg");
    m_chart->setCurveVisible(m_chart->curves().back(), false);
    QVERIFY(exportTo(path, PictureFormat::Svg, {}).has_value());
    const QByteArray content = contentOf(path);
    QVERIFY(content.contains("with BN"));
    QVERIFY(!content.contains("no BN"));
    const auto nameOf = [](const std::string& variant) { return variantColor(variant, 0, false).name().toLatin1(); };
    QVERIFY(content.contains(nameOf(kBn)));
    QVERIFY(!content.contains(nameOf(kNoBn)));
}

void tst_ChartExport::showsTheVisibleRange()
{
    const QString path = pathOf("a.svg");
    m_chart->setVisibleRange({400, 500, 0, 1});
    QVERIFY(exportTo(path, PictureFormat::Svg, {}).has_value());
    const QByteArray content = contentOf(path);
    QVERIFY(content.contains(">420<"));
    QVERIFY(!content.contains(">1,000<"));
}

void tst_ChartExport::refusesImpossibleSizes_data()
{
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("dpi");
    QTest::addColumn<double>("font");
    QTest::newRow("no width") << 0.0 << 300.0 << 9.0;
    QTest::newRow("negative width") << -16.0 << 300.0 << 9.0;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 300.0 << 9.0;
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 300.0 << 9.0;
    QTest::newRow("no resolution") << 16.0 << 0.0 << 9.0;
    QTest::newRow("more than 100 megapixels") << 200.0 << 1200.0 << 9.0;
    QTest::newRow("no text size") << 16.0 << 300.0 << 0.0;
}

void tst_ChartExport::refusesImpossibleSizes()
{
    QFETCH(double, width);
    QFETCH(double, dpi);
    QFETCH(double, font);
    const Status status = exportTo(pathOf("a.png"), PictureFormat::Png, {width, 20, dpi, font});
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::Usage);
    QVERIFY(QDir(m_folder->path()).isEmpty());
    QVERIFY(picture(*m_chart, {width, 20, dpi, font}).isNull());
}

void tst_ChartExport::failureChangesNothing()
{
    for (const PictureFormat format : {PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf}) {
        const Status status = exportTo(pathOf("missing/a.png"), format, {});
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::Io);
        QVERIFY2(status.error().message.english().find("missing/a.png") != std::string::npos,
                 status.error().message.english().c_str());
    }
    // A folder is in the way: it stays, and nothing is left beside it.
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("a.pdf")));
    QVERIFY(!exportTo(pathOf("a.pdf"), PictureFormat::Pdf, {}));
    QVERIFY(!exportCsv(*m_chart, pathOf("a.pdf").toStdString(), CsvExtent::All));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries),
             QStringList{QStringLiteral("a.pdf")});
}

void tst_ChartExport::pictureEqualsPng()
{
    const QString path = pathOf("a.png");
    const PictureOptions options{10, 6, 120, 8};
    QVERIFY(exportTo(path, PictureFormat::Png, options).has_value());
    QCOMPARE(QImage(path).convertToFormat(QImage::Format_RGB32), picture(*m_chart, options));
}

void tst_ChartExport::csvHasAllPoints()
{
    m_chart = makeChart(kPoints);
    m_chart->setVisibleRange({100, 200, 0, 1});
    m_chart->setCurveVisible(m_chart->curves().back(), false);
    const QStringList lines =
        QString::fromStdString(chartCsv(*m_chart, CsvExtent::All)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 2 * kPoints);
    QCOMPARE(lines.front(), QStringLiteral("curve,Iteration,Cross entropy"));
    qsizetype line = 1;
    for (const CurveId id : m_chart->curves()) {
        for (const QPointF& point : m_chart->points(id)) {
            const QStringList fields = lines[line++].split(QLatin1Char(','));
            QCOMPARE(fields[0], m_chart->label(id));
            QVERIFY(fields[1].toDouble() == point.x() && fields[2].toDouble() == point.y());  // to the last bit
        }
    }
}

void tst_ChartExport::csvOfWhatIsVisible()
{
    m_chart->setVisibleRange({100, 200, 0, 0.001});  // whatever y
    m_chart->setCurveVisible(m_chart->curves().back(), false);
    const QStringList lines =
        QString::fromStdString(chartCsv(*m_chart, CsvExtent::Visible)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 101);
    QVERIFY(lines[1].startsWith(QStringLiteral("with BN,100,")));
    QVERIFY(lines.back().startsWith(QStringLiteral("with BN,200,")));
}

void tst_ChartExport::csvQuotesAndRoundTrips()
{
    LineChart chart;
    chart.setAxes({QStringLiteral("x, \"s\"")}, {QStringLiteral("y")});
    const CurveId id = chart.addCurve({QStringLiteral("a,b"), {}, 0, CurveForm::Line});
    chart.append(id, std::vector<QPointF>{{1, 0.1},
                                          {2, std::numeric_limits<double>::quiet_NaN()},
                                          {3, std::numeric_limits<double>::infinity()}});
    QCOMPARE(QString::fromStdString(chartCsv(chart, CsvExtent::All)),
             QStringLiteral("curve,\"x, \"\"s\"\"\",y\n\"a,b\",1,0.1\n\"a,b\",2,nan\n\"a,b\",3,inf\n"));
}

void tst_ChartExport::csvFile()
{
    const QString path = pathOf("a.csv");
    QVERIFY(exportCsv(*m_chart, path.toStdString(), CsvExtent::All).has_value());
    QCOMPARE(contentOf(path).toStdString(), chartCsv(*m_chart, CsvExtent::All));
}

QTEST_MAIN(tst_ChartExport)

#include "tst_ChartExport.moc"
