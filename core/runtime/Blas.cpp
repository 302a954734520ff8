#include <filesystem>
#include <vector>

#include <dlfcn.h>
#include <omp.h>
#include <sys/mman.h>

#include <normscope/runtime/Blas.h>

namespace normscope
{

namespace
{

template <class Function>
Function* symbol(const char* name)
{
    return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

/// Whether the process can be given so many bytes at once.
bool canBeHad(std::size_t bytes)
{
    void* block = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block != MAP_FAILED && ::munmap(block, bytes) == 0;
}

/// A product that is too large for OpenBLAS's kernels without working memory, on the calling thread alone.
void multiply()
{
    using Gemm = void(const char*, const char*, const int*, const int*, const int*, const float*, const float*,
                      const int*, const float*, const int*, const float*, float*, const int*);
    auto* gemm = symbol<Gemm>("sgemm_");
    if (gemm == nullptr) {
        return;
    }
    constexpr int kSide = 192;
    constexpr float kOne = 1;
    constexpr float kZero = 0;
    const std::vector<float> a(std::size_t{kSide} * kSide);
    std::vector<float> product(a.size());
    const int threads = omp_get_max_threads();
    omp_set_num_threads(1);
    gemm("N", "N", &kSide, &kSide, &kSide, &kOne, a.data(), &kSide, a.data(), &kSide, &kZero, product.data(), &kSide);
    omp_set_num_threads(threads);
}

}  // namespace

BlasInfo findBlas()
{
    BlasInfo info;
    Dl_info where{};
    void* sgemm = dlsym(RTLD_DEFAULT, "sgemm_");
    if (sgemm == nullptr || dladdr(sgemm, &where) == 0) {
        return {BlasKind::Other, "built into LibTorch", "", ""};
    }
    std::error_code ignored;
    const auto real = std::filesystem::canonical(where.dli_fname, ignored);
    info.library = ignored ? where.dli_fname : real.string();
    // OpenBLAS says itself how it is threaded: 0 not at all, 1 with pthreads, 2 with OpenMP.
    if (auto* parallel = symbol<int()>("openblas_get_parallel")) {
        switch (parallel()) {
        case 2:
            info.kind = BlasKind::OpenBlasOpenMp;
            info.name = "OpenBLAS (OpenMP)";
            break;
        case 1:
            info.kind = BlasKind::OpenBlasPthread;
            info.name = "OpenBLAS (pthreads)";
            info.advice = "this OpenBLAS has threads of its own and was set to a single one: "
                          "install libopenblas0-openmp for faster training";
            break;
        default:
            info.kind = BlasKind::OpenBlasSerial;
            info.name = "OpenBLAS (serial)";
            info.advice = "this OpenBLAS uses one thread: install libopenblas0-openmp for faster training";
            break;
        }
    } else if (symbol<void()>("mkl_get_version") != nullptr) {
        info.name = "MKL";
    } else if (info.library.find("/blas/") != std::string::npos) {
        info.kind = BlasKind::Reference;
        info.name = "reference BLAS";
        info.advice = "matrix products run on the slow reference BLAS: install libopenblas0-openmp";
    } else {
        info.name = std::filesystem::path(info.library).filename().string();
    }
    return info;
}

void tameBlas(const BlasInfo& blas)
{
    if (blas.kind != BlasKind::OpenBlasPthread) {
        return;
    }
    if (auto* setThreads = symbol<void(int)>("openblas_set_num_threads")) {
        setThreads(1);
    }
}

Status reserveBlasMemory(const BlasInfo& blas)
{
    static bool s_isReserved = false;
    const bool isOpenBlas = blas.kind == BlasKind::OpenBlasOpenMp || blas.kind == BlasKind::OpenBlasPthread ||
                            blas.kind == BlasKind::OpenBlasSerial;
    if (s_isReserved || !isOpenBlas) {
        return {};
    }
    // OpenBLAS's buffer has 128 MiB at most, of address space; little of it is ever used.
    constexpr std::size_t kNeeded = std::size_t{160} << 20U;
    if (!canBeHad(kNeeded)) {
        return fail(
            ErrorCode::Internal,
            Message::tr(
                "there is not enough memory for matrix products, which need 160 MiB of address space: close other "
                "programs or raise the limit (ulimit -v)"));
    }
    multiply();
    s_isReserved = true;
    return {};
}

}  // namespace normscope
