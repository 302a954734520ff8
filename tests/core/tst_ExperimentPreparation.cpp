#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <normscope/experiment/Preparation.h>

#include "../support/Expect.h"
#include "../support/FormWriter.h"
#include "../support/IdxWriter.h"
#include "../support/RunFiles.h"
#include "../support/Specs.h"

using namespace normscope;
using normscope::test::bytesOf;
using normscope::test::csvText;
using normscope::test::patternSet;
using normscope::test::specOf;
using normscope::test::writeBytes;
using normscope::test::writeDataset;
using normscope::test::writePngFolders;

/// What is settled before an experiment trains: checkBeforeData() and prepareCase().
class tst_ExperimentPreparation : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(writeDataset(path("small"), patternSet(120, 12, 12), patternSet(40, 12, 12, 5)));
        QVERIFY(writeDataset(path("other"), patternSet(20, 12, 12), patternSet(30, 12, 12, 9)));
        QVERIFY(writeDataset(path("wide"), patternSet(20, 12, 14), patternSet(20, 12, 14)));
        const ImageSet colour = patternSet(20, 12, 12, 0, 10, 3);
        QVERIFY(writeDataset(path("colour"), colour, colour));
        const ImageSet elevenClasses = patternSet(22, 12, 12, 0, 11);
        QVERIFY(writeDataset(path("eleven"), elevenClasses, elevenClasses));
        ImageSet fromOne = patternSet(20, 12, 12);
        for (std::uint16_t& label : fromOne.labels) {
            ++label;
        }
        QVERIFY(writeDataset(path("from one"), fromOne, fromOne));
    }

    void refusedWithTheData_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("test images of another size")
            << QStringList{"test_dataset", m_folder.filePath("wide")}
            << QString("--test-dataset %1 has images of 12×14, --dataset %2 of 12×12: they must be the same")
                   .arg(m_folder.filePath("wide"), m_folder.filePath("small"));
        QTest::newRow("test images of other channels")
            << QStringList{"test_dataset", m_folder.filePath("colour")}
            << QString("--test-dataset %1 has images of 3×12×12, --dataset %2 of 12×12: they must be the same")
                   .arg(m_folder.filePath("colour"), m_folder.filePath("small"));
        QTest::newRow("test images of more classes")
            << QStringList{"test_dataset", m_folder.filePath("eleven")}
            << QString("--test-dataset %1 has 11 classes, --dataset %2 only 10: a network cannot name those that it "
                       "was not trained on")
                   .arg(m_folder.filePath("eleven"), m_folder.filePath("small"));
        QTest::newRow("test labels counted from 1")
            << QStringList{"test_dataset", m_folder.filePath("from one")}
            << QString("--test-dataset %1 has the classes 1 to 10, --dataset %2 has 0 to 9: their labels do not count "
                       "from the same number")
                   .arg(m_folder.filePath("from one"), m_folder.filePath("small"));
        QTest::newRow("all held out") << QStringList{"validation", "120"}
                                      << "--validation 120 leaves nothing to train on: there are 120 training samples";
        QTest::newRow("more held out than there are")
            << QStringList{"limit", "50", "validation", "51"}
            << "--validation 51 leaves nothing to train on: there are 50 training samples";
        QTest::newRow("one left for BN")
            << QStringList{"validation", "119"}
            << "one training sample gives a BN layer one value per channel, which has no variance: use more training "
               "samples";
        QTest::newRow("too many poolings for these images")
            << QStringList{"model", "cnn", "channels", "4,4,4,4"}
            << "node \"pool4\" gets 4×1×1 and has a window of 2×2: the image is too small for it";
    }

    void refusedWithTheData()
    {
        QFETCH(QStringList, settings);
        QFETCH(QString, sentence);
        const ExperimentSpec wrong = spec(settings);
        // Not known before the folder was read.
        VERIFY_OK(checkBeforeData(experimentOf(wrong), path("run"), false));
        COMPARE_ERROR(prepareCase({{}, {}, wrong, {}}), ErrorCode::Usage, sentence);
    }

    void refusedBeforeTheData()
    {
        const std::string out = path("run");
        QVERIFY(test::putFile(QString::fromStdString(path("other/report.pdf")), "x"));
        VERIFY_OK(checkBeforeData(experimentOf(spec()), out, false));
        VERIFY_ERROR(checkBeforeData(experimentOf(spec({"batch_size", "1"})), out, false), ErrorCode::Usage,
                     "--batch-size 1 gives a BN layer one value per channel");
        VERIFY_ERROR(checkBeforeData(experimentOf(spec({"dataset", "no/such/folder"})), out, false), ErrorCode::Usage,
                     "no/such/folder");
        VERIFY_ERROR(checkBeforeData(experimentOf(spec({"test_dataset", "no/such/folder"})), out, false),
                     ErrorCode::Usage, "no/such/folder");
        VERIFY_ERROR(checkBeforeData(experimentOf(spec({"dataset", "builtin:0"})), out, false), ErrorCode::Usage,
                     "builtin:0");
        VERIFY_ERROR(checkBeforeData(experimentOf(spec()), path("other"), false), ErrorCode::Usage, "holds report.pdf");
        // A known name has a known size, so a CNN too deep for it is told at once.
        VERIFY_ERROR(
            checkBeforeData(experimentOf(spec({"dataset", "builtin:100", "model", "cnn", "channels", "4,4,4,4,4"})),
                            out, false),
            ErrorCode::Usage, "pool5");
    }

    void damagedData()
    {
        QVERIFY(writeDataset(path("digits"), patternSet(20, 12, 12), patternSet(20, 12, 12)));
        QVERIFY(QFile::resize(m_folder.filePath("digits/t10k-images-idx3-ubyte"), 100));
        ExperimentSpec damaged = spec();
        damaged.dataset = path("digits");
        VERIFY_OK(checkBeforeData(experimentOf(damaged), path("run"), false));
        VERIFY_ERROR(prepareCase({{}, {}, damaged, {}}), ErrorCode::Data, "t10k-images-idx3-ubyte");
    }

    void limitAndValidation()
    {
        const auto prepared = prepareCase({{}, {}, spec({"limit", "90", "validation", "25"}), {}});
        VERIFY_OK(prepared);
        const TrainingData& data = *prepared->data;
        QCOMPARE(data.train.count(), std::int64_t{65});
        QCOMPARE(data.test.count(), std::int64_t{40});
        // What was held out lies right behind what is trained on.
        const ImageSet all = patternSet(120, 12, 12);
        const auto pixel = all.pixels.begin();
        QVERIFY(data.train.pixels == std::vector<std::uint8_t>(pixel, pixel + 65 * 144));
        QVERIFY(data.validation.pixels == std::vector<std::uint8_t>(pixel + 65 * 144, pixel + 90 * 144));
        QVERIFY(data.validation.labels == std::vector<std::uint16_t>(all.labels.begin() + 65, all.labels.begin() + 90));
        // The normalization is that of the training samples alone.
        double sum = 0;
        for (std::int64_t i = 0; i < 65 * 144; ++i) {
            sum += pixel[i] / 255.0;
        }
        QVERIFY(std::abs(data.normalization.mean.at(0) - sum / (65 * 144)) < 1e-12);
        QVERIFY(prepared->one.facts.normalization.mean == data.normalization.mean);
        QVERIFY(prepared->one.facts.normalization.std == data.normalization.std);
    }

    /// Of what is not held out, and the same ones for every seed.
    void perClass()
    {
        const auto prepared = prepareCase({{}, {}, spec({"validation", "20", "per_class", "3"}), {}});
        VERIFY_OK(prepared);
        const TrainingData& data = *prepared->data;
        QCOMPARE(data.train.count(), std::int64_t{30});
        QCOMPARE(data.validation.count(), std::int64_t{20});
        QCOMPARE(data.test.count(), std::int64_t{40});
        const auto other = prepareCase({{}, {}, spec({"validation", "20", "per_class", "3", "seeds", "5,6"}), {}});
        VERIFY_OK(other);
        QVERIFY(other->data->train.pixels == data.train.pixels);
    }

    /// Another dataset's classes are those of the same name, wherever they stand in its order.
    void classesOfTheSameName()
    {
        const QString train = m_folder.filePath("pets");
        const QString other = m_folder.filePath("fewer pets");
        QVERIFY(writePngFolders((train + "/train").toStdString(), patternSet(30, 12, 12, 0, 3),
                                {"airplane", "cat", "dog"}));
        QVERIFY(
            writePngFolders((train + "/test").toStdString(), patternSet(9, 12, 12, 1, 3), {"airplane", "cat", "dog"}));
        QVERIFY(writePngFolders((other + "/train").toStdString(), patternSet(20, 12, 12, 0, 2), {"cat", "dog"}));
        QVERIFY(writePngFolders((other + "/test").toStdString(), patternSet(8, 12, 12, 1, 2), {"cat", "dog"}));
        const auto prepared = prepareCase({{}, {}, spec({"dataset", train, "test_dataset", other}), {}});
        VERIFY_OK(prepared);
        const auto& labels = prepared->data->test.labels;
        QCOMPARE(labels.size(), std::size_t{8});
        QCOMPARE(std::count(labels.begin(), labels.end(), 0), std::ptrdiff_t{0});
        QCOMPARE(std::count(labels.begin(), labels.end(), 1), std::ptrdiff_t{4});
        VERIFY_ERROR(prepareCase({{}, {}, spec({"dataset", other, "test_dataset", train}), {}}), ErrorCode::Usage,
                     "it was not trained on");
        QVERIFY(QDir(other + "/train").rename("dog", "elk") && QDir(other + "/test").rename("dog", "elk"));
        VERIFY_ERROR(prepareCase({{}, {}, spec({"dataset", train, "test_dataset", other}), {}}), ErrorCode::Usage,
                     "its class elk is none of --dataset");
    }

    /// What has no test part is one, where it is named as such; and no other loses images that are not tested on.
    void testDatasetsWithoutParts()
    {
        const QString train = m_folder.filePath("alone.csv");
        const QString other = m_folder.filePath("more.csv");
        QVERIFY(writeBytes(train.toStdString(), bytesOf(csvText(patternSet(70, 12, 12)))));
        QVERIFY(writeBytes(other.toStdString(), bytesOf(csvText(patternSet(35, 12, 12, 3)))));
        const auto prepared = prepareCase({{}, {}, spec({"dataset", train, "test_dataset", other}), {}});
        VERIFY_OK(prepared);
        QCOMPARE(prepared->data->train.count(), std::int64_t{70});
        QCOMPARE(prepared->data->test.count(), std::int64_t{35});
        QCOMPARE(prepared->one.facts.datasetSplit, std::int64_t{0});
    }

    void binarized()
    {
        const auto grey = prepareCase({{}, {}, spec({"validation", "20"}), {}});
        const auto prepared = prepareCase({{}, {}, spec({"validation", "20", "binarize", "on"}), {}});
        VERIFY_OK(grey);
        VERIFY_OK(prepared);
        for (const auto part : {&TrainingData::train, &TrainingData::validation, &TrainingData::test}) {
            const auto& before = ((*grey->data).*part).pixels;
            const auto& after = ((*prepared->data).*part).pixels;
            QCOMPARE(after.size(), before.size());
            for (std::size_t i = 0; i < before.size(); ++i) {
                QCOMPARE(int{after[i]}, before[i] > 127 ? 255 : 0);
            }
        }
        // The normalization is that of what the network sees: a mean is the share of white pixels.
        const auto& white = prepared->data->train.pixels;
        const double share =
            static_cast<double>(std::count(white.begin(), white.end(), 255)) / static_cast<double>(white.size());
        QVERIFY(std::abs(prepared->one.facts.normalization.mean.at(0) - share) < 1e-12);
    }

    void moreThanThereIs()
    {
        const auto prepared = prepareCase({{}, {}, spec({"limit", "1000"}), {}});
        VERIFY_OK(prepared);
        QCOMPARE(prepared->data->train.count(), std::int64_t{120});
        QCOMPARE(prepared->data->validation.count(), std::int64_t{0});
    }

    void facts()
    {
        const auto plain = prepareCase({{}, {}, spec(), {}});
        VERIFY_OK(plain);
        COMPARE_TEXT(plain->one.spec.dataset, m_folder.filePath("small"));
        QCOMPARE(plain->one.facts.datasetSha256.size(), std::size_t{64});
        COMPARE_TEXT(plain->one.facts.testDatasetSha256, "");
        const auto other = prepareCase({{}, {}, spec({"test_dataset", m_folder.filePath("other")}), {}});
        VERIFY_OK(other);
        COMPARE_TEXT(other->one.facts.datasetSha256, QString::fromStdString(plain->one.facts.datasetSha256));
        QCOMPARE(other->one.facts.testDatasetSha256.size(), std::size_t{64});
        QVERIFY(other->one.facts.testDatasetSha256 != other->one.facts.datasetSha256);
        QVERIFY(other->data->test.pixels == patternSet(30, 12, 12, 9).pixels);
        QVERIFY(other->data->train.pixels == plain->data->train.pixels);
        // experiment.json says which version of the built-in digits it was.
        const auto builtin = prepareCase({{}, {}, specOf(ExperimentKind::Twin, {"dataset", "builtin:100"}), {}});
        VERIFY_OK(builtin);
        COMPARE_TEXT(builtin->one.spec.dataset, "builtin-1:100");
    }

    /// Data that are not those of the configuration are used, but not silently.
    void otherDataThanConfigured()
    {
        std::ostringstream said;
        const auto before = spdlog::default_logger();
        spdlog::set_default_logger(
            std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(said)));
        const auto first = prepareCase({{}, {}, spec(), {}});
        const std::string silent = said.str();
        const auto same = prepareCase({{}, {}, spec(), first.value().one.facts});
        const std::string stillSilent = said.str();
        DataFacts others = first.value().one.facts;
        others.datasetSha256 = std::string(64, 'e');
        const auto different = prepareCase({{}, {}, spec(), others});
        spdlog::set_default_logger(before);
        VERIFY_OK(same);
        VERIFY_OK(different);
        COMPARE_TEXT(silent + stillSilent, "");
        QVERIFY2(said.str().find("differs from the one of the configuration (SHA-256 " +
                                 first->one.facts.datasetSha256.substr(0, 12) + " instead of eeeeeeeeeeee)") !=
                     std::string::npos,
                 said.str().c_str());
    }

  private:
    [[nodiscard]] std::string path(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    /// A run on the small set.
    [[nodiscard]] ExperimentSpec spec(const QStringList& keysAndTexts = {}) const
    {
        return specOf(ExperimentKind::Train,
                      QStringList{"dataset", m_folder.filePath("small"), "threads", "1"} + keysAndTexts);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(tst_ExperimentPreparation)
#include "tst_ExperimentPreparation.moc"
