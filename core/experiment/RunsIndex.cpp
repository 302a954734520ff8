#include <exception>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <nlohmann/json.hpp>

#include <normscope/base/Digest.h>
#include <normscope/base/FileIo.h>
#include <normscope/experiment/RunsIndex.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

using Cbor = nlohmann::json;

constexpr std::string_view kIndexVersion = "normscope runs 3\n";
constexpr std::size_t kDigestCharacters = 64;
constexpr std::size_t kHeaderBytes = kIndexVersion.size() + kDigestCharacters + 1;
constexpr std::size_t kLargestIndex = std::size_t{1} << 28U;
/// Numbers that a run takes.
constexpr std::size_t kRunNumbers = 10;

std::string digestOf(std::span<const std::uint8_t> bytes)
{
    Digest digest(DigestKind::Sha256);
    digest.add(bytes);
    return digest.hex();
}

/// Texts by number, each once.
class NumberedTexts
{
  public:
    std::size_t numberOf(const std::string& text)
    {
        const auto [place, isNew] = m_numbers.try_emplace(text, m_numbers.size());
        if (isNew) {
            m_texts.push_back(text);
        }
        return place->second;
    }

    [[nodiscard]] Cbor take() { return std::move(m_texts); }

  private:
    std::unordered_map<std::string, std::size_t> m_numbers;
    Cbor m_texts = Cbor::array();
};

/// A stamp that does not hold is that of no file, and not that of one that is not there.
void addStamp(Cbor& numbers, const FileStamp& stamp)
{
    numbers.push_back(stamp.isFresh ? 0 : stamp.time);
    numbers.push_back(stamp.isFresh ? -2 : stamp.bytes);
}

FileStamp stampIn(const Cbor& numbers, std::size_t place)
{
    return {numbers.at(place).get<std::int64_t>(), numbers.at(place + 1).get<std::int64_t>()};
}

Cbor toCbor(const std::map<std::string, std::string>& texts, NumberedTexts& table)
{
    Cbor numbers = Cbor::array();
    for (const auto& [key, text] : texts) {
        numbers.push_back(table.numberOf(key));
        numbers.push_back(table.numberOf(text));
    }
    return numbers;
}

Cbor toCbor(const ListedCase& one, std::span<const ListedFolder::RunStamps> stamps, NumberedTexts& table)
{
    Cbor runs = Cbor::array();
    for (std::size_t i = 0; i < one.runs.size(); ++i) {
        const ListedRun& run = one.runs[i];
        runs.push_back(run.seed);
        runs.push_back(table.numberOf(run.variant));
        runs.push_back(run.hasBegun ? static_cast<int>(run.status) : -1);
        runs.push_back(run.testAccuracy);
        runs.push_back(run.validationAccuracy);
        runs.push_back(run.trainSeconds);
        addStamp(runs, stamps[i].summary);
        addStamp(runs, stamps[i].epochs);
    }
    return Cbor::array({table.numberOf(one.name), toCbor(one.values, table), toCbor(one.settings, table),
                        table.numberOf(one.reference), std::move(runs)});
}

Cbor toCbor(const ListedFolder& folder, NumberedTexts& table)
{
    const ListedExperiment& listed = *folder.listed();
    const ListedFolder::Stamps& stamps = folder.stamps();
    Cbor times = Cbor::array();
    addStamp(times, stamps.experiment);
    addStamp(times, stamps.about);
    Cbor cases = Cbor::array();
    std::size_t first = 0;
    for (const ListedCase& one : listed.cases) {
        cases.push_back(toCbor(one, std::span(stamps.runs).subspan(first, one.runs.size()), table));
        first += one.runs.size();
    }
    const About& about = listed.about;
    Cbor words = Cbor::array();
    if (!about.isEmpty()) {
        words = {about.title, about.notes, about.hypothesis, about.isStarred, about.tags};
    }
    return Cbor::array({listed.folder.string(), listed.began, listed.command, listed.varies, std::move(words),
                        std::move(times), std::move(cases)});
}

std::map<std::string, std::string> textsIn(const Cbor& numbers, const std::vector<std::string>& texts)
{
    std::map<std::string, std::string> read;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
        read.emplace_hint(read.end(), texts.at(numbers[i].get<std::size_t>()),
                          texts.at(numbers[i + 1].get<std::size_t>()));
    }
    return read;
}

ListedCase caseIn(const Cbor& value, const std::vector<std::string>& texts,
                  std::vector<ListedFolder::RunStamps>& stamps)
{
    ListedCase one{texts.at(value.at(0).get<std::size_t>()),
                   textsIn(value.at(1), texts),
                   textsIn(value.at(2), texts),
                   texts.at(value.at(3).get<std::size_t>()),
                   {}};
    const Cbor& runs = value.at(4);
    one.runs.reserve(runs.size() / kRunNumbers);
    for (std::size_t i = 0; i < runs.size(); i += kRunNumbers) {
        ListedRun run;
        run.seed = runs.at(i).get<std::uint64_t>();
        run.variant = texts.at(runs.at(i + 1).get<std::size_t>());
        const auto status = runs.at(i + 2).get<int>();
        run.hasBegun = status >= 0;
        if (status > static_cast<int>(RunStatus::Failed)) {
            throw std::out_of_range("status");
        }
        run.status = run.hasBegun ? static_cast<RunStatus>(status) : RunStatus::Running;
        run.testAccuracy = runs.at(i + 3).get<double>();
        run.validationAccuracy = runs.at(i + 4).get<double>();
        run.trainSeconds = runs.at(i + 5).get<double>();
        stamps.push_back({stampIn(runs, i + 6), stampIn(runs, i + 8)});
        one.runs.push_back(std::move(run));
    }
    return one;
}

ListedFolder folderIn(const Cbor& value, const std::vector<std::string>& texts)
{
    auto listed = std::make_shared<ListedExperiment>();
    ListedFolder::Stamps stamps;
    listed->folder = value.at(0).get_ref<const std::string&>();
    listed->began = value.at(1).get<std::int64_t>();
    listed->command = value.at(2).get<std::string>();
    listed->varies = value.at(3).get<std::vector<std::string>>();
    if (const Cbor& words = value.at(4); !words.empty()) {
        listed->about = {words.at(0).get<std::string>(), words.at(1).get<std::string>(), words.at(2).get<std::string>(),
                         words.at(4).get<std::vector<std::string>>(), words.at(3).get<bool>()};
    }
    stamps.experiment = stampIn(value.at(5), 0);
    stamps.about = stampIn(value.at(5), 2);
    for (const Cbor& one : value.at(6)) {
        listed->cases.push_back(caseIn(one, texts, stamps.runs));
    }
    return {std::move(listed), std::move(stamps)};
}

}  // namespace

Result<std::vector<ListedFolder>> readIndex(const fs::path& file)
{
    const auto content = readFile(file, kLargestIndex);
    if (!content) {
        return passOn(content);
    }
    const auto damaged = [&] { return fail(ErrorCode::Data, Message::tr("{}: is damaged", file.string())); };
    const std::string_view text = *content;
    if (!text.starts_with(kIndexVersion) || text.size() < kHeaderBytes) {
        return damaged();
    }
    const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(text.data()) + kHeaderBytes,
                                              text.size() - kHeaderBytes);
    if (digestOf(bytes) != text.substr(kIndexVersion.size(), kDigestCharacters)) {
        return damaged();
    }
    try {
        const Cbor value = Cbor::from_cbor(bytes.begin(), bytes.end());
        const auto texts = value.at(0).get<std::vector<std::string>>();
        std::vector<ListedFolder> folders;
        folders.reserve(value.at(1).size());
        for (const Cbor& one : value.at(1)) {
            folders.push_back(folderIn(one, texts));
        }
        return folders;
    } catch (const std::exception&) {
        return damaged();
    }
}

Status writeIndex(const fs::path& file, const std::vector<const ListedFolder*>& folders)
try {
    NumberedTexts table;
    Cbor list = Cbor::array();
    for (const ListedFolder* folder : folders) {
        list.push_back(toCbor(*folder, table));
    }
    const std::vector<std::uint8_t> bytes = Cbor::to_cbor(Cbor::array({table.take(), std::move(list)}));
    std::string content(kIndexVersion);
    content += digestOf(bytes);
    content += '\n';
    content.append(bytes.begin(), bytes.end());
    if (content.size() > kLargestIndex) {
        return fail(ErrorCode::Io, Message::tr("{}: would be larger than {} bytes, the most that is read again",
                                               file.string(), kLargestIndex));
    }
    return writeFileAtomically(file, content);
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io, Message::tr("{}: cannot be written: there is not enough memory", file.string()));
}

}  // namespace normscope
