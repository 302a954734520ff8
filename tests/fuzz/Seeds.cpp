#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <normscope/data/IdxFile.h>
#include <normscope/experiment/CheckpointFile.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/Presets.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Safetensors.h>
#include <normscope/experiment/Series.h>
#include <normscope/graph/Families.h>
#include <normscope/graph/GraphJson.h>

#include "../support/FormWriter.h"
#include "support/FolderNames.h"
#include "support/HostileFile.h"
#include "support/ScratchFolder.h"

/// Writes the files that the fuzzers begin with: seeds DIR makes DIR/TARGET/NAME. What Normscope writes itself comes
/// from its own writers, so that seeds keep up with the formats; beside them stand some that were made to hurt.
using namespace normscope;
namespace fs = std::filesystem;

namespace
{

fs::path g_folder;

void put(const std::string& target, const std::string& name, const std::string& content)
{
    const fs::path folder = g_folder / ("Fuzz" + target);
    fs::create_directories(folder);
    std::ofstream file(folder / name, std::ios::binary);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    fuzz::require(file.good(), "a seed can be written");
}

std::string bytesOf(const std::vector<std::uint8_t>& bytes)
{
    return {bytes.begin(), bytes.end()};
}

std::string textOf(const std::vector<std::byte>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string contentOf(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// An IDX file of small images or of labels.
std::string idx(std::vector<std::int64_t> sizes)
{
    std::int64_t count = 1;
    for (const std::int64_t size : sizes) {
        count *= size;
    }
    std::string file = bytesOf(idxHeader(sizes));
    for (std::int64_t i = 0; i < count; ++i) {
        file += static_cast<char>(i % 2);
    }
    return file;
}

void putIdx()
{
    const std::string images = idx({3, 2, 2});
    const std::string colour = idx({3, 3, 2, 2});
    const std::string labels = idx({3});
    const auto typed = [](std::uint8_t type, const char* form) {
        const std::vector<double> numbers{0, 1, 0.5, 200, 0, 1};
        return bytesOf(test::idxBytes({1, 2, 3}, test::numberBytes(form, numbers), type));
    };
    // The first two bytes: how it is packed, and whether it is labels.
    for (int packing = 0; packing < 4; ++packing) {
        put("Idx", "images-" + std::to_string(packing), std::string{char(packing), 0} + images);
        put("Idx", "colour-" + std::to_string(packing), std::string{char(packing), 2} + colour);
        put("Idx", "labels-" + std::to_string(packing), std::string{char(packing), 1} + labels);
    }
    for (const auto& [type, form] :
         {std::pair{0x09, ">i1"}, {0x0b, ">i2"}, {0x0c, ">i4"}, {0x0d, ">f4"}, {0x0e, ">f8"}}) {
        put("Idx", std::string("type-") + (form + 1), std::string{1, 0} + typed(static_cast<std::uint8_t>(type), form));
    }
    put("Idx", "cut", std::string{char(3 | 4 | 8 << 3), 1} + labels);
    put("Idx", "member", std::string{0, 1} + fuzz::asGzip(labels));
    put("Idx", "promise", std::string{1, 0} + bytesOf(idxHeader(std::array<std::int64_t, 3>{0xffff'ffff, 1024, 1024})));
    put("Idx", "nothing", std::string{1, 1} + bytesOf(idxHeader(std::array<std::int64_t, 1>{0})));
    put("Idx", "zeros", std::string{1, 1} + idx({1000}));

    std::string dataset;
    for (const std::string& part : {images, labels, images, labels}) {
        dataset += '\0' + fuzz::asPiece(part);
    }
    put("Dataset", "plain", dataset);
    dataset.clear();
    for (const std::string& part : {images, labels, images, labels}) {
        dataset += '\x0c' + fuzz::asPiece(part);
    }
    put("Dataset", "packed", dataset);
    dataset.clear();
    for (const std::string& part : {colour, labels, colour, labels}) {
        dataset += (part == colour ? '\x10' : '\0') + fuzz::asPiece(part);
    }
    put("Dataset", "colour", dataset);
    put("Dataset", "pipes", "\x05\x06\x05\x07");
}

std::vector<std::pair<std::string, ExperimentSpec>> specs()
{
    ExperimentSpec train;
    train.kind = ExperimentKind::Train;
    ExperimentSpec cnn;
    cnn.family = ModelFamily::Cnn;
    cnn.seeds = {1, 5, 9};
    cnn.testDataset = "mnist";
    cnn.validation = 10;
    ExperimentSpec resNet;
    resNet.family = ModelFamily::ResNet;
    resNet.batchNorm.each = {true, false, true};
    resNet.evalEvery = 7;
    resNet.lrStepSize = 2;
    resNet.threads = 3;
    return {{"train", train}, {"cnn", cnn}, {"resnet", resNet}, {"mlp", ExperimentSpec{}}};
}

/// A piece of bytes.
std::string pieceOf(const test::Bytes& bytes)
{
    return fuzz::asPiece(bytesOf(bytes));
}

void putForms()
{
    const ImageSet train = test::patternSet(8, 2, 2, 0, 2);
    const ImageSet set = test::patternSet(4, 2, 2, 0, 2);
    put("NpzForm", "file", '\0' + bytesOf(test::npzBytes(train, set)));
    const auto array = [](char name, const test::Bytes& bytes) { return name + pieceOf(bytes); };
    const std::string labels = array('\1', test::npyBytes("<i8", {2, 1}, test::numberBytes("<i8", {0, 1}))) +
                               array('\3', test::npyBytes("|u1", {2}, {1, 0}));
    for (const char* type : {"|u1", "<f4", ">f8", ">i2", "|b1"}) {
        const test::Bytes images =
            test::npyBytes(type, {2, 2, 1, 3}, test::numberBytes(type, {0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0}),
                           type[1] == 'f', type[2] == '4' ? 2 : 1);
        put("NpzForm", std::string("type-") + (type + 1), '\1' + array('\0', images) + array('\2', images) + labels);
    }
    put("NpzForm", "packed",
        '\5' + array('\4', test::npyBytes("|u1", {2, 4}, {0, 1, 2, 3, 4, 5, 6, 7})) +
            array('\5', test::npyBytes("|u1", {2}, {0, 1})));
    put("NpzForm", "huge", '\1' + array('\0', test::npyBytes("|u1", {65536, 1024, 1024}, {0})) + labels);
    put("CsvForm", "both", '\4' + fuzz::asPiece(test::csvText(set)) + test::csvText(train));
    put("CsvForm", "header", '\3' + test::csvText(train, "label,1x1,1x2,2x1,2x2\n"));
    put("CsvForm", "fractions", std::string("\0", 1) + "0,1,0.5,1e-3,0\n1,1,0,200.5,1\n0,0,0,0,0\n");
    put("CsvForm", "unlabelled",
        '\4' + fuzz::asPiece("pixel0,pixel1,pixel2,pixel3\n1,2,3,4\n") +
            test::csvText(train, "label,pixel0,pixel1,pixel2,pixel3\n"));
    const std::string image = pieceOf(test::pngBytes({2, 2, 8, 0, {0, 1, 2, 3}}));
    put("PngForm", "files", '\0' + image + '\0' + image + '\1' + image + '\1' + image + '\2' + image);
    const auto made = [](char mode, int colour, const test::Bytes& lines, const test::Bytes& palette) {
        const std::string head{mode, 2, 0, 2, 8, static_cast<char>(colour)};
        return head + pieceOf(palette) + pieceOf({0, 128}) + pieceOf(lines);
    };
    put("PngForm", "colour", made(16, 2, test::Bytes(12), {}) + made(17, 2, test::Bytes(12), {}));
    put("PngForm", "palette",
        made(16, 3, {0, 1, 1, 0}, {1, 1, 1, 2, 2, 2}) + made(17, 3, {0, 1, 1, 0}, {1, 2, 3, 2, 2, 2}));
    put("PngForm", "alpha", made(16, 4, test::Bytes(8, 7), {}) + made(17, 6, test::Bytes(16, 7), {}));
}

void putJson()
{
    const DataFacts facts{std::string(64, 'a'), std::string(64, 'b'), {{0.13}, {0.31}}};
    for (const auto& [name, spec] : specs()) {
        const std::string text = jsonText(toJson(spec, facts), 2);
        put("ExperimentConfig", name, (spec.kind == ExperimentKind::Train ? '\1' : '\0') + text);
        put("Json", name, text);
    }
    const std::array nasty{
        R"({"seeds":"0..999999999"})",
        R"({"seeds":[0,9223372036854775807]})",
        R"({"epochs":1e18})",
        R"({"lr":1e999})",
        R"({"lr":-0.0,"lr":2})",
        R"({"hidden":[1000000,1000000,1000000]})",
        R"({"model":"resnet","blocks":[1000000,1000000],"widths":[16,32]})",
        R"({"dataset":"a\u0000b\u001b[31m<img src=x>"})",
        R"({"dataset":"\ud83d\ude00"})",
        R"({"batch_size":99999999999999999999999999999999999999999999})",
        R"([[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[)",
        R"({"a":{"a":{"a":[{},[],null,true,1.5e-3]}}})",
        R"({"normalization":{"mean":1e308,"std":0}})",
        R"({"normalization":{"mean":[0.1,1e308,-0.0],"std":[]}})",
        "{\"a\":\"\xff\xfe\"}",
    };
    for (std::size_t i = 0; i < nasty.size(); ++i) {
        put("Json", "nasty-" + std::to_string(i), nasty[i]);
        put("ExperimentConfig", "nasty-" + std::to_string(i), '\0' + std::string(nasty[i]));
    }
    put("ExperimentConfig", "lists",
        "\2"
        R"({"lr":[0.1,0.2],"batch_size":[10,20]})");
    put("ExperimentConfig", "empty-list",
        "\2"
        R"({"lr":[]})");
    put("Json", "big-number", "{\"a\":" + std::string(400, '9') + "}");
}

void putNetworks()
{
    using namespace normscope::graph;
    Graph own{{2, 9, 9}, {}};
    own.append("conv1", Conv2d{4, 5, 2, 1, 0.05});
    own.append("bn1", BatchNorm{true, 0.9, 1e-3, true});
    own.append("max", Pool2d{true, 3, 1, 1});
    own.append("gn", GroupNorm{2, {}}, {"conv1"});
    own.append("add", Add{}, {"max", "gn", "bn1"});
    own.append("off", BatchNorm{true, {}, {}, false});
    own.append("squeeze", GlobalAvgPool2d{});
    own.append("part.ln", LayerNorm{});
    own.append("part.gate", Activation{Activation::Function::Sigmoid});
    own.append("scale", Multiply{}, {"off", "part.gate"});
    own.append("flat", Reshape{});
    own.append("drop", Dropout{0.25});
    own.append("linear", Linear{10, {}});
    const std::pair<const char*, Graph> graphs[]{{"mlp", mlp(784, {4}, 10)},
                                                 {"cnn", cnn({1, 28, 28}, {4, 8}, 10)},
                                                 {"resnet", resNet({3, 16, 16}, {1, 1}, {4, 8}, 10)},
                                                 {"own", own}};
    for (const auto& [name, graph] : graphs) {
        put("Network", name, jsonText(toJson(graph)));
    }
    const std::array nasty{
        R"({"input":[1000000,1,1],"nodes":[{"name":"c","kind":"Conv2d","out_channels":1000000,)"
        R"("kernel_size":1024,"padding":1024}]})",
        R"({"input":[4],"nodes":[{"name":"a","kind":"Add","inputs":["a","input"]}]})",
        R"({"input":[4],"nodes":[{"name":"bn1","kind":"BatchNorm1d"}]})",
        R"({"input":[4],"nodes":[{"name":"bn1","kind":"BatchNorm1d"},{"name":"ln1.x","kind":"ReLU"}]})",
        R"({"input":[4],"nodes":[{"name":"bn1","kind":"BatchNorm1d","enabled":false},{"name":"r","kind":"ReLU"}]})",
    };
    for (std::size_t i = 0; i < nasty.size(); ++i) {
        put("Network", "nasty-" + std::to_string(i), nasty[i]);
    }
}

std::vector<std::pair<std::string, std::string>> plans()
{
    const auto lists =
        experimentOf(ExperimentConfig{}, {{"lr", {"0.1", "0.01"}}, {"batch_size", {"10", "20"}}}).value();
    const auto assignment = assignmentExperiment([](ExperimentSpec&) { return Status(); }).value();
    return {{"four-cases", jsonText(toJson(lists))},
            {"assignment", jsonText(toJson(assignment))},
            {"way-out", R"({"cases":[{"name":"../x"}]})"},
            {"dots", R"({"cases":[{"name":".."},{"name":"a"}]})"},
            {"seeds", R"({"cases":[{"name":"a","seeds":"0..999"},{"name":"b","lr":0.5}],"lr":0.1})"}};
}

std::vector<HostTensor> someTensors()
{
    const std::array<float, 6> floats{0, 1, -1, 0.5F, 1e30F, 2};
    const std::array<std::int64_t, 1> one{3};
    return {HostTensor::of<float>("linear1.weight", HostTensor::Type::Float32, {2, 3}, floats),
            HostTensor::of<std::int64_t>("bn1.num_batches_tracked", HostTensor::Type::Int64, {}, one),
            HostTensor::of<float>("none", HostTensor::Type::Float32, {0, 5}, {})};
}

std::string predictions()
{
    const std::array<std::int64_t, 3> labels{0, 1, 1};
    const std::array<float, 6> probabilities{1, 0, 0.5F, 0.5F, 0.9F, 0.1F};
    return fuzz::fromSafetensors(textOf(
        encodeSafetensors({HostTensor::of<std::int64_t>("label", HostTensor::Type::Int64, {3}, labels),
                           HostTensor::of<float>("probability", HostTensor::Type::Float32, {3, 2}, probabilities)},
                          {{"dataset_sha256", "abc"}})));
}

std::string checkpoint()
{
    const fuzz::ScratchFolder folder;
    Checkpoint state;
    state.iteration = 7;
    state.learner.tensors = someTensors();
    state.learner.samples = 70;
    fuzz::require(writeCheckpoint(folder.path(), state, {{10, 20, 30}, {}}, {100, "{}"}).has_value(),
                  "a checkpoint can be written");
    return fuzz::fromSafetensors(contentOf(folder.path() / "checkpoint.safetensors"));
}

/// The weights of an MLP with one hidden layer of two for images of 2×2.
std::string weights()
{
    std::vector<HostTensor> tensors;
    const auto add = [&](const char* name, std::vector<std::int64_t> shape, std::size_t count) {
        const std::vector<float> values(count, 0.5F);
        tensors.push_back(HostTensor::of<float>(name, HostTensor::Type::Float32, std::move(shape), values));
    };
    add("linear1.weight", {2, 4}, 8);
    add("linear1.bias", {2}, 2);
    for (const char* name : {"bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var"}) {
        add(name, {2}, 2);
    }
    const std::array<std::int64_t, 1> batches{3};
    tensors.push_back(HostTensor::of<std::int64_t>("bn1.num_batches_tracked", HostTensor::Type::Int64, {}, batches));
    add("linear2.weight", {10, 2}, 20);
    add("linear2.bias", {10}, 10);
    return fuzz::fromSafetensors(textOf(encodeSafetensors(tensors, {})));
}

/// A run.json of ten classes and images of 2 × 2.
std::string runJson(const std::string& input, const std::string& nodes)
{
    return R"({"format_version":2,"command":"train","case":null,"seed":1,"variant":"bn","reference":null,"settings":{},)"
           R"("network":{"input":)" +
           input + R"(,"nodes":[)" + nodes +
           R"(]},"classes":["0","1","2","3","4","5","6","7","8","9"],"image":[1,2,2],)"
           R"("normalization":{"mean":[0.1],"std":[0.3]},"dataset_sha256":"","test_dataset_sha256":null,"threads":1,)"
           R"("lr_changes":[]})";
}

void putTensors()
{
    put("Safetensors", "tensors", '\0' + fuzz::fromSafetensors(textOf(encodeSafetensors(someTensors(), {{"a", "b"}}))));
    put("Safetensors", "long", '\1' + std::string(8, '\x7f') + "{}");
    put("Safetensors", "zeros",
        '\0' + std::string(R"({"a":{"dtype":"F32","shape":[0,4611686018427387904],)") + R"("data_offsets":[0,0]}})" +
            "\n");
    put("Predictions", "three", '\0' + predictions());
    put("Predictions", "none",
        '\0' + std::string(R"({"label":{"dtype":"I64","shape":[0],"data_offsets":[0,0]},)") +
            R"("probability":{"dtype":"F32","shape":[0,4611686018427387904],"data_offsets":[0,0]}})" + "\n");
    put("Checkpoint", "newest", '\0' + checkpoint());
    put("Checkpoint", "previous", '\2' + checkpoint());
    put("ModelWeights", "mlp",
        fuzz::asPiece(runJson("[4]", R"({"name":"linear1","kind":"Linear","out_features":2},)"
                                     R"({"name":"bn1","kind":"BatchNorm1d","momentum":0.9,"eps":1e-5},)"
                                     R"({"name":"linear2","kind":"Linear","out_features":10})")) +
            weights());
    put("ModelWeights", "cnn",
        fuzz::asPiece(runJson("[1,2,2]", R"({"name":"conv1","kind":"Conv2d","out_channels":1,"kernel_size":1},)"
                                         R"({"name":"reshape","kind":"Reshape"},)"
                                         R"({"name":"linear1","kind":"Linear","out_features":10})")) +
            R"({"linear1.weight":{"dtype":"F32","shape":[0,16],"data_offsets":[0,0]}})" + "\n");
}

void putCsv()
{
    put("Csv", "iterations", std::string(1, '\0') + "1,1,2.3,0.1,0.1,0.001\n2,1,nan,0.2,1e-05,inf\n");
    put("Csv", "evaluations",
        "\1"
        "10,1,2.3,0.1,0.5\n");
    put("Csv", "epochs",
        "\2"
        "1,9,2,0.1,2,0.1,0.5,0.01\n");
    put("Csv", "validation",
        "\3"
        "1,9,2,0.1,2,0.1,0.5,0.01,1,0.5\n");
    put("Csv", "other-form", "\6\xEF\xBB\xBF\"train_loss\",more,epoch\r\n1,\"a, b\",2\r\n");
    put("Csv", "own-header", "\5" + SeriesFile(RunTable::Evaluations, false).header() + "\n10,1,2.3,0.1,0.5\n11,2");
    put("Csv", "commas", std::string(1, '\0') + std::string(300, ',') + "\n");
}

std::string entry(const char* name, const std::string& content, fuzz::Kind kind = fuzz::Kind::File)
{
    const auto place = std::find_if(fuzz::kFolderNames.begin(), fuzz::kFolderNames.end(),
                                    [&](const char* one) { return std::string(one) == name; });
    fuzz::require(place != fuzz::kFolderNames.end(), "the name is one of those in a folder");
    const auto number = static_cast<unsigned>(place - fuzz::kFolderNames.begin());
    return static_cast<char>(number | static_cast<unsigned>(kind) << 6U) + fuzz::asPiece(content);
}

std::string run(const std::string& leaf, const std::string& status)
{
    return entry((leaf + "/summary.json").c_str(),
                 R"({"status":")" + status +
                     R"(","message":"m","parameters":{"weight":3,"bias":2,"gamma_beta":1},"buffers":5})") +
           entry((leaf + "/iterations.csv").c_str(), SeriesFile(RunTable::Iterations, false).header() +
                                                         "\n1,1,2.3,0.1,0.1,0.001\n2,1,1.3,0.2,0.1,0.002\n") +
           entry((leaf + "/evaluations.csv").c_str(),
                 SeriesFile(RunTable::Evaluations, false).header() + "\n2,1,2.3,0.99,0.5\n") +
           entry((leaf + "/epochs.csv").c_str(),
                 SeriesFile(RunTable::Epochs, false).header() + "\n1,2,2,0.1,2,0.99,0.5,0.01\n");
}

void putFolders()
{
    using fuzz::Kind;
    const std::string experiment =
        entry("experiment.json", jsonText(toJson(ExperimentSpec{}, DataFacts{"abc", "", {{0.1}, {0.3}}})));
    const std::string twins = experiment + run("seed-1/bn", "done") + run("seed-1/no-bn", "diverged");
    const std::string answers = entry("seed-1/bn/predictions.safetensors", predictions(), Kind::Safetensors) +
                                entry("seed-1/no-bn/predictions.safetensors", predictions(), Kind::Safetensors);
    put("RunFolder", "twins", twins + entry("environment.json", R"({"cpu":"x","threads":2})"));
    put("RunFolder", "answers", experiment + run("seed-1/bn", "done") + run("seed-1/no-bn", "done") + answers);
    put("RunFolder", "checkpoint",
        experiment + run("seed-1/bn", "running") +
            entry("seed-1/bn/checkpoint.safetensors", checkpoint(), Kind::Safetensors));
    const std::string cases = R"({"cases":[{"name":"mlp"},{"name":"cnn","model":"cnn"}]})";
    put("RunFolder", "cases", entry("experiment.json", cases) + run("mlp/seed-1/bn", "failed"));
    put("RunFolder", "old-study", entry("study.json", "{}") + entry("mlp/experiment.json", "{}"));
    put("RunFolder", "seed-is-a-link", experiment + entry("seed-1", "x", Kind::Link));
    put("RunFolder", "leaf-is-a-link", experiment + entry("seed-1/bn", "x", Kind::Link));
    put("RunFolder", "case-is-a-link", entry("experiment.json", cases) + entry("mlp", "x", Kind::Link));
    put("RunFolder", "settings-are-a-link", entry("experiment.json", "", Kind::Link));
    put("RunFolder", "table-is-a-link",
        experiment + entry("seed-1/bn/iterations.csv", "", Kind::Link) + run("seed-1/bn", "done"));
    put("RunFolder", "pipes", experiment + entry("seed-1/bn/summary.json", "", Kind::Other));
    put("RunFolder", "pipe", entry("experiment.json", "", Kind::Other));
    put("RunFolder", "export", entry("export/.normscope-export", "long.csv\n") + entry("export/long.csv", "x"));
    put("RunFolder", "counts",
        experiment +
            entry("seed-1/bn/summary.json",
                  R"({"status":"done","parameters":{"weight":9223372036854775807,"bias":9223372036854775807}})"));
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        (void)std::fprintf(stderr, "seeds DIR\n");
        return 2;
    }
    g_folder = argv[1];
    putIdx();
    putForms();
    putJson();
    putNetworks();
    for (const auto& [name, text] : plans()) {
        put("ExperimentConfig", name, '\2' + text);
        put("Json", name, text);
    }
    putTensors();
    putCsv();
    putFolders();
    return 0;
}
