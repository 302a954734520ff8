#include <QTemporaryDir>
#include <QTest>
#include <limits>

#include <normscope/experiment/Predictions.h>
#include <normscope/experiment/Safetensors.h>

#include "../support/Expect.h"

using namespace normscope;

namespace
{

HostTensor labels(std::vector<std::int64_t> values)
{
    return HostTensor::of<std::int64_t>("label", HostTensor::Type::Int64, {static_cast<std::int64_t>(values.size())},
                                        values);
}

HostTensor probabilities(std::vector<std::int64_t> shape, std::vector<float> values)
{
    return HostTensor::of<float>("probability", HostTensor::Type::Float32, std::move(shape), values);
}

}  // namespace

class tst_Predictions : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    /// Four samples of three classes, worked out by hand.
    void answers()
    {
        write({labels({0, 1, 2, 2}),
               probabilities({4, 3}, {0.6F, 0.3F, 0.1F, 0.7F, 0.2F, 0.1F, 0.1F, 0.8F, 0.1F, 0.2F, 0.2F, 0.6F})});
        const auto found = readPredictions(leaf());
        VERIFY_OK(found);
        QCOMPARE(found->classes, std::int64_t{3});
        QCOMPARE(found->datasetSha256, std::string("abc"));
        QCOMPARE(found->predictedClass(1), std::int64_t{0});
        QVERIFY(found->isRight(0) && !found->isRight(1) && !found->isRight(2) && found->isRight(3));
        QCOMPARE(confusionMatrix(*found), (std::vector<std::vector<std::int64_t>>{{1, 0, 0}, {1, 0, 0}, {0, 1, 1}}));
        // 0.8 for the wrong class comes before 0.7.
        QCOMPARE(mostConfidentErrors(*found), (std::vector<std::size_t>{2, 1}));
    }

    void refuses_data()
    {
        QTest::addColumn<int>("wrong");
        QTest::addColumn<QString>("mentioned");
        QTest::newRow("no labels") << 0 << "'label'";
        QTest::newRow("no probabilities") << 1 << "'probability'";
        QTest::newRow("fewer rows") << 2 << "as many rows";
        QTest::newRow("label too large") << 3 << "label 3";
        QTest::newRow("label negative") << 4 << "label -1";
        QTest::newRow("not a number") << 5 << "not finite";
    }

    void refuses()
    {
        QFETCH(const int, wrong);
        QFETCH(const QString, mentioned);
        const HostTensor two = probabilities({2, 3}, {1, 0, 0, 0, 1, 0});
        const std::vector<std::vector<HostTensor>> files{
            {two},
            {labels({0, 1})},
            {labels({0, 1, 2}), two},
            {labels({0, 3}), two},
            {labels({-1, 1}), two},
            {labels({0, 1}), probabilities({2, 3}, {1, 0, 0, 0, std::numeric_limits<float>::quiet_NaN(), 0})}};
        write(files[static_cast<std::size_t>(wrong)]);
        VERIFY_ERROR(readPredictions(leaf()), ErrorCode::Data, mentioned);
    }

    void absent() { VERIFY_ERROR(readPredictions(leaf()), ErrorCode::Io, "predictions.safetensors: cannot be read"); }

  private:
    [[nodiscard]] std::filesystem::path leaf() const { return m_folder->path().toStdString(); }
    void write(const std::vector<HostTensor>& tensors)
    {
        VERIFY_OK(writeSafetensors(leaf() / "predictions.safetensors", tensors, {{"dataset_sha256", "abc"}}));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_Predictions)
#include "tst_Predictions.moc"
