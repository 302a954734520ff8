#include <QTest>

#include <normscope/export/PyTorchModel.h>
#include <normscope/graph/Families.h>
#include <normscope/graph/Variants.h>

#include "../support/Expect.h"

using namespace normscope;

namespace
{

HostTensor tensor(const char* name, std::vector<std::int64_t> shape)
{
    return HostTensor::of<float>(name, HostTensor::Type::Float32, std::move(shape), {});
}

RunInfo runOf(const graph::Graph& network, graph::SampleShape image)
{
    RunInfo run;
    run.seed = 3;
    run.variant = "bn";
    run.network = graph::withNormalizerDefaults(network, 0.9, 1e-5);
    run.image = std::move(image);
    run.normalization = {{0.25, 0.5, 0.75}, {1, 1, 1}};
    return run;
}

}  // namespace

/// pyTorchModelOf() on weights that no Normscope wrote, and the text of model.py; the program itself is tried by
/// tst_PyTorchExport.
class tst_PyTorchModel : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void weightsOfAnotherNetwork_data()
    {
        QTest::addColumn<QString>("mentioned");
        QTest::addColumn<int>("kind");
        QTest::newRow("missing") << "has 0 values for \"linear2.bias\", the run's network has 2" << 0;
        QTest::newRow("other shape") << "has 2305843009213693951 values for \"linear1.weight\"" << 1;
        QTest::newRow("one more") << "has 5 tensors, the run's network has 4" << 2;
    }

    void weightsOfAnotherNetwork()
    {
        QFETCH(const QString, mentioned);
        QFETCH(const int, kind);
        const RunInfo run = runOf(*graph::variantOf(graph::mlp(4, {3}, 2), "no-bn"), {1, 2, 2});
        std::vector<HostTensor> weights{tensor("linear1.weight", {3, 4}), tensor("linear1.bias", {3}),
                                        tensor("linear2.weight", {2, 3}), tensor("linear2.bias", {2})};
        VERIFY_OK(pyTorchModelOf(run, weights));
        if (kind == 0) {
            weights.pop_back();
        } else if (kind == 1) {
            weights.front().shape = {1, 2'305'843'009'213'693'951};
        } else {
            weights.push_back(tensor("linear3.bias", {2}));
        }
        VERIFY_ERROR(pyTorchModelOf(run, weights), ErrorCode::Data, mentioned);
    }

    /// What is in model.py comes from the run alone: three channels and 20 × 30 pixels here.
    void statesTheImage()
    {
        const RunInfo run = runOf(graph::cnn({3, 20, 30}, {4}, 7), {3, 20, 30});
        const QString source = QString::fromStdString(pyTorchSource({run.network, run.image, run.normalization, "x"}));
        QVERIFY(source.contains("IMAGE = (3, 20, 30)\n"));
        QVERIFY(source.contains("MEAN = [0.25, 0.5, 0.75]\n"));
        QVERIFY(source.contains("(\"conv1\", nn.Conv2d(3, 4, 3, stride=1, padding=1)),"));
        QVERIFY(source.contains("(\"linear1\", nn.Linear(600, 7)),"));
    }
};

QTEST_GUILESS_MAIN(tst_PyTorchModel)
#include "tst_PyTorchModel.moc"
