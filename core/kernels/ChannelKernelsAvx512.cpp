#define NORMSCOPE_KERNEL_TABLE kAvx512Kernels
#include <normscope/kernels/ChannelKernelsImpl.h>
