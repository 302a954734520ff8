#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <string>
#include <vector>

#include <normscope/data/DatasetCatalog.h>

#include "../support/Expect.h"
#include "../support/FormWriter.h"

using namespace normscope;
using namespace normscope::test;

/// Datasets as tables of labels and pixels.
class tst_CsvForm : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void isAsIdxFiles_data()
    {
        QTest::addColumn<QString>("trainName");
        QTest::addColumn<QString>("testName");
        QTest::addColumn<QString>("header");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("channels");
        QTest::newRow("plain") << "train.csv"
                               << "test.csv"
                               << "" << 5 << 5 << 1;
        QTest::newRow("packed") << "train.csv.gz"
                                << "test.csv.gz"
                                << "" << 5 << 5 << 1;
        QTest::newRow("as pjreddie's") << "mnist_train.csv"
                                       << "mnist_test.csv"
                                       << "label,1x1,1x2,1x3,2x1,2x2,2x3\n"
                                       << 2 << 3 << 1;
        QTest::newRow("as Kaggle's") << "Train.CSV"
                                     << "test.csv"
                                     << "label,pixel0,pixel1,pixel2,pixel3\r\n"
                                     << 2 << 2 << 1;
        QTest::newRow("with marks") << "train.csv"
                                    << "test.csv"
                                    << "\xEF\xBB\xBF\"label\",\"pixel0\",\"pixel1\",\"pixel2\",\"pixel3\"\n"
                                    << 2 << 2 << 1;
        QTest::newRow("colour") << "train.csv"
                                << "test.csv"
                                << "" << 4 << 4 << 3;
    }

    void isAsIdxFiles()
    {
        QFETCH(const QString, trainName);
        QFETCH(const QString, testName);
        QFETCH(const QString, header);
        QFETCH(const int, rows);
        QFETCH(const int, columns);
        QFETCH(const int, channels);
        const ImageSet train = patternSet(30, rows, columns, 0, 10, channels);
        const ImageSet test = patternSet(12, rows, columns, 7, 10, channels);
        QVERIFY(writeDataset(path("idx"), train, test));
        write(trainName, csvText(train, header.toStdString()));
        write(testName, csvText(test, header.toStdString()));
        const auto idx = loadDataset(path("idx"), 1);
        VERIFY_OK(idx);
        for (const std::string& name : {path("set"), path("set/" + trainName)}) {
            const auto csv = loadDataset(name, 1);
            VERIFY_OK(csv);
            COMPARE_TEXT(csv->sha256, QString::fromStdString(idx->sha256));
            QCOMPARE(csv->testSplit, std::int64_t{0});
        }
    }

    void contents_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("pixels");
        QTest::newRow("no end of the last line") << "0,1\n1,2" << QList{1, 2};
        QTest::newRow("blanks and marks") << "0, 1 \r\n\"1\",\"2\"\r\n\r\n" << QList{1, 2};
        QTest::newRow("needless zeros") << "0,0001\n1,000255\n" << QList{1, 255};
        QTest::newRow("ones are ones") << "0,1\n1,0\n" << QList{1, 0};
        QTest::newRow("fractions to 1") << "0,0.2\n1,1.0\n" << QList{51, 255};
        QTest::newRow("ones before fractions") << "0,1\n1,0.2\n" << QList{255, 51};
        QTest::newRow("bytes before fractions") << "0,7\n1,0.2\n" << QList{7, 0};
        QTest::newRow("fractions to 255") << "0,0.6\n1,254.5\n" << QList{1, 255};
        QTest::newRow("as savetxt writes") << "0.0e+00,1.000e+00\n1.000e+00,2.54e+02\n" << QList{1, 254};
    }

    void contents()
    {
        QFETCH(const QString, text);
        QFETCH(const QList<int>, pixels);
        write("train.csv", text.toStdString());
        write("test.csv", text.toStdString());
        const auto set = loadDataset(path("set"), 1);
        VERIFY_OK(set);
        QCOMPARE(QList<int>(set->train.pixels.begin(), set->train.pixels.end()), pixels);
        QVERIFY(set->train.labels == (std::vector<std::uint16_t>{0, 1}));
        QVERIFY(set->test.pixels == set->train.pixels);
    }

    /// Kaggle's test tables have no labels, and a table may be alone.
    void testPartIsSplitOff()
    {
        const ImageSet all = patternSet(70, 2, 2);
        write("train.csv", csvText(all, "label,pixel0,pixel1,pixel2,pixel3\n"));
        const auto alone = loadDataset(path("set"), 1);
        VERIFY_OK(alone);
        QCOMPARE(alone->testSplit, std::int64_t{10});
        write("test.csv", "pixel0,pixel1,pixel2,pixel3\n1,2,3,4\n");
        write("sample_submission.csv", "ImageId,Label\n1,0\n");
        const auto set = loadDataset(path("set"), 1);
        VERIFY_OK(set);
        COMPARE_TEXT(set->sha256, QString::fromStdString(alone->sha256));
        QVERIFY(writeBytes(path("digits.csv"), bytesOf(csvText(all))));
        const auto file = loadDataset(path("digits.csv"), 1);
        VERIFY_OK(file);
        COMPARE_TEXT(file->sha256, QString::fromStdString(alone->sha256));
        QCOMPARE(file->train.count() + file->test.count(), std::int64_t{70});
    }

    /// Longer than what is read at a time, in lines that end anywhere in it.
    void manyLines()
    {
        const ImageSet set = patternSet(3'000, 20, 20, 3);
        for (const char* name : {"train.csv", "train.csv.gz"}) {
            write(name, csvText(set));
            write("test.csv",
                  csvText(set, "label," + std::string(1'300'000, 'x') + std::string(398, ',') + ",20x20\n"));
            const auto loaded = loadDataset(path("set"), 1);
            VERIFY_OK(loaded);
            QVERIFY(loaded->train.pixels == set.pixels && loaded->test.pixels == set.pixels);
            QVERIFY(QFile::remove(QString::fromStdString(path("set/" + QString(name)))));
        }
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("empty") << ""
                               << "train.csv: is empty";
        QTest::newRow("a header alone") << "label,a\n"
                                        << "train.csv: holds no images";
        QTest::newRow("one column") << "1\n2\n"
                                    << "line 1 has 1 columns, expected a label and 1 to 3145728 pixels";
        QTest::newRow("semicolons") << "0;1\n"
                                    << "line 1 has 1 columns";
        QTest::newRow("the label last") << "pixel0,label\n1,0\n"
                                        << "line 1: found \"label\" as column 2, expected it as the first";
        QTest::newRow("no label") << "pixel0,pixel1,pixel2,pixel3\n1,1,1,1\n"
                                  << "line 1: found \"pixel0\" as the first column, expected the labels";
        QTest::newRow("numbers for labels") << "id,pixel0\n0,1\n1,1\n"
                                            << "line 1: found \"id\" as the first column, expected the labels";
        QTest::newRow("no label in the first line") << "nan,0\n1,2\n"
                                                    << "line 1, column 1: found \"nan\", expected a label";
        QTest::newRow("no square") << "0,1,2\n"
                                   << "line 1: found 2 columns of pixels, expected those of a square, once or three "
                                      "times, or a header whose last name is their size, such as \"28x20\"";
        QTest::newRow("another size") << "label,1x1,1x3\n0,1,2\n"
                                      << "line 1: found 2 columns of pixels, expected 1 x 3 as the last name says";
        QTest::newRow("too few columns") << "label,a\n0,1\n1\n"
                                         << "line 3: found 1 columns, expected 2";
        QTest::newRow("too many columns") << "0,1\n1,2,3,4\n"
                                          << "line 2: found 4 columns, expected 2";
        QTest::newRow("an empty line") << "0,1\n\n1,2\n"
                                       << "line 2 is empty, expected an image";
        QTest::newRow("an empty pixel") << "0,1\n1,\n"
                                        << "line 2, column 2: found \"\", expected whole numbers from 0 to 255";
        QTest::newRow("beyond a byte") << "0,1\n1,256\n"
                                       << "line 2, column 2: found \"256\", expected whole numbers";
        QTest::newRow("far beyond") << "0,1\n1,99999999999999999999\n"
                                    << "line 2, column 2: found \"9999999";
        QTest::newRow("a negative pixel") << "0,1\n1,-1\n"
                                          << "line 2, column 2: found \"-1\", expected numbers from 0";
        QTest::newRow("a word") << "0,1\n1,x\n"
                                << "line 2, column 2: found \"x\"";
        QTest::newRow("no number") << "0,1\n1,nan\n"
                                   << "line 2, column 2: found \"nan\"";
        QTest::newRow("a label that is none")
            << "0,1\nx,1\n"
            << "line 2, column 1: found \"x\", expected a label, a whole number from 0 on";
        QTest::newRow("a fraction as label") << "0,1\n0.5,1\n"
                                             << "line 2, column 1: found \"0.5\"";
        QTest::newRow("a gap in the labels")
            << "label,a\n0,1\n2,1\n"
            << "train.csv: at line 3 found label 2, expected 0: class 1 has no training";
        QTest::newRow("one class") << "0,1\n0,2\n"
                                   << "at line 1 found label 0, expected labels of at least 2 classes";
    }

    void refusals()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, refusal);
        write("train.csv", text.toStdString());
        VERIFY_ERROR(loadDataset(path("set"), 1), ErrorCode::Data, refusal);
    }

    void testPartHasToFit()
    {
        write("train.csv", "0,1\n1,2\n");
        write("test.csv", "0,1,2,3,4\n");
        VERIFY_ERROR(loadDataset(path("set"), 1), ErrorCode::Data,
                     "test.csv: found images of 2 x 2 pixels, expected 1 x 1 as in ");
        write("test.csv", "2,1\n");
        VERIFY_ERROR(loadDataset(path("set"), 1), ErrorCode::Data,
                     "test.csv: at line 1 found label 2, expected 0 to 1 (2 classes)");
    }

    /// Of whole numbers for training no 0.5 can be meant, which would be black.
    void fractionsForTheTestAlone()
    {
        write("train.csv", "0,7\n1,200\n");
        write("test.csv", "0,0.5\n1,1\n");
        VERIFY_ERROR(loadDataset(path("set"), 1), ErrorCode::Data,
                     "test.csv: line 1, column 2: found \"0.5\", expected whole numbers from 0 to 255, as the training "
                     "images have them");
        write("test.csv", "0,7.0\n1,200.0\n");
        VERIFY_OK(loadDataset(path("set"), 1));
    }

    /// Any other is that of a spreadsheet, a run's results, a list of names.
    void aloneItIsNamed()
    {
        write("notes.csv", "0,1\n1,2\n");
        VERIFY_ERROR(locateDataset(path("set")), ErrorCode::Usage, "nor does it hold");
        VERIFY_OK(locateDataset(path("set/notes.csv")));
    }

    void severalTables()
    {
        write("a_train.csv", "0,1\n1,2\n");
        write("b_train.csv", "0,1\n1,2\n");
        VERIFY_ERROR(locateDataset(path("set")), ErrorCode::Usage,
                     "holds the tables of several datasets (a_train, b_train): give one of those");
        VERIFY_OK(locateDataset(path("set/a_train.csv")));
        QVERIFY(datasetAround(path("set/a_train.csv")) == path("set/a_train.csv"));
    }

  private:
    /// Packed where the name says so.
    void write(const QString& name, const std::string& text)
    {
        QVERIFY(QDir(m_folder->path()).mkpath("set"));
        const Bytes bytes = bytesOf(text);
        QVERIFY(writeBytes(path("set/" + name), name.endsWith(".gz") ? gzipped(bytes) : bytes));
    }
    [[nodiscard]] std::string path(const QString& name) const { return m_folder->filePath(name).toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_CsvForm)
#include "tst_CsvForm.moc"
